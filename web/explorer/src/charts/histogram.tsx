// Events over time, stacked by type. A brush, where there is somebody to tell, chooses a window of whole bars.
import { brushX, type BrushBehavior, type D3BrushEvent } from "d3-brush";
import { type ScaleLinear, scaleLinear, type ScaleTime, scaleUtc } from "d3-scale";
import { select } from "d3-selection";
import type { RefObject } from "preact";
import { memo } from "preact/compat";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EventType } from "../api/client";
import { day, dayOf, num, plural, toDay } from "../format";
import { eventTypes, typeColour, typeLabel } from "../types";
import { Swatch } from "../ui/event_card";
import { type Bar, barName, nextStart, type Unit } from "./bins";
import { useWidth } from "./width";

interface Props {
  bars: readonly Bar[];
  unit: Unit;
  from?: string; // the window that is chosen; "" is open
  to?: string;
  onWindow?: (from: string, to: string, first: boolean) => void; // first: of one stroke; "" and "" when it is taken away
  svg?: RefObject<SVGSVGElement>; // for saveSvg
  height?: number;
}

type X = ScaleTime<number, number>;
type Y = ScaleLinear<number, number>;

const margin = { left: 56, right: 8, top: 8, bottom: 22 };

const end = (bar: Bar, unit: Unit) => nextStart(dayOf(bar.from), unit);

// One path a type: two dozen shapes, however many bars there are.
function stacks(bars: readonly Bar[], unit: Unit, x: X, y: Y): { type: EventType; path: string }[] {
  const paths = new Map<EventType, string>();
  for (const bar of bars) {
    const left = x(dayOf(bar.from));
    const width = Math.max(1, x(end(bar, unit)) - left - 1);
    let below = 0;
    for (const type of eventTypes) {
      const count = bar.types.get(type);
      if (!count) continue;
      const bottom = y(below);
      below += count;
      const piece = `M${left.toFixed(1)} ${bottom.toFixed(1)}h${width.toFixed(1)}V${y(below).toFixed(1)}h-${width.toFixed(1)}z`;
      paths.set(type, (paths.get(type) ?? "") + piece);
    }
  }
  return eventTypes.flatMap((type) => (paths.has(type) ? [{ type, path: paths.get(type) ?? "" }] : []));
}

// Nothing here changes while the brush moves.
const Picture = memo(
  ({ bars, unit, x, y, width, height }: { bars: readonly Bar[]; unit: Unit; x: X; y: Y; width: number; height: number }) => {
    const tick = x.tickFormat();
    return (
      <>
        {y
          .ticks(3)
          .filter(Number.isInteger)
          .map((value) => (
            <g key={value} class="axis" transform={`translate(0 ${y(value)})`}>
              <line x1={margin.left} x2={width - margin.right} />
              <text x={margin.left - 6} dy=".32em" text-anchor="end">
                {num(value)}
              </text>
            </g>
          ))}
        {stacks(bars, unit, x, y).map(({ type, path }) => (
          <path key={type} d={path} fill={typeColour(type)} />
        ))}
        {x.ticks(Math.max(2, Math.floor(width / 90))).map((date) => (
          <g key={date.getTime()} class="axis" transform={`translate(${x(date)} ${height - margin.bottom})`}>
            <line y2="4" />
            <text y="16" text-anchor={x(date) > width - 36 ? "end" : "middle"}>
              {tick(date)}
            </text>
          </g>
        ))}
      </>
    );
  },
);

function Tip({ bar, unit, left, right }: { bar: Bar; unit: Unit; left?: string; right?: string }) {
  const types = eventTypes.filter((type) => bar.types.has(type)).sort((a, b) => (bar.types.get(b) ?? 0) - (bar.types.get(a) ?? 0));
  return (
    <div class="tip" style={{ left, right }} aria-hidden="true">
      <strong>{barName(bar, unit)}</strong>: {plural(bar.events, "event")}
      {types.slice(0, 6).map((type) => (
        <div key={type}>
          <Swatch type={type} /> {typeLabel(type)} {num(bar.types.get(type) ?? 0)}
        </div>
      ))}
      {types.length > 6 && <div class="note">and {types.length - 6} more types</div>}
    </div>
  );
}

export function Histogram({ bars, unit, from = "", to = "", onWindow, svg, height = 190 }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const brushed = useRef<SVGGElement>(null);
  const width = useWidth(box);
  const [hovered, setHovered] = useState<Bar>();
  const first = bars[0];
  const last = bars[bars.length - 1];

  const [x, y] = useMemo((): [X, Y] => {
    const domain = first && last ? [dayOf(first.from), end(last, unit)] : [new Date(0), new Date(1)];
    const top = bars.reduce((most, bar) => Math.max(most, bar.events), 1);
    return [
      scaleUtc(domain, [margin.left, Math.max(margin.left + 1, width - margin.right)]),
      scaleLinear([0, top], [height - margin.bottom, margin.top]).nice(),
    ];
  }, [bars, unit, width, height]);

  // The brush belongs to d3, which knows nothing of renders: it is told of them.
  const tell = useRef(onWindow);
  tell.current = onWindow;
  const chosen = useRef({ from, to });
  chosen.current = { from, to };
  const brush = useRef<BrushBehavior<unknown>>();
  const moving = useRef(false); // by hand, that is
  const canBrush = onWindow !== undefined && width > 0 && first !== undefined;
  const place = () => {
    const group = brushed.current;
    if (!group || !brush.current || !first || !last) return;
    const window = chosen.current;
    const none = (window.from === "" && window.to === "") || (window.to !== "" && window.to < first.from) || window.from > last.to;
    const after = window.to === "" ? end(last, unit) : new Date(dayOf(window.to).getTime() + 86_400_000);
    const [low = 0, high = 0] = x.range();
    const inside = (value: number) => Math.min(high, Math.max(low, value));
    const span: [number, number] = [inside(window.from === "" ? low : x(dayOf(window.from))), inside(x(after))];
    select<SVGGElement, unknown>(group).call(brush.current.move, none || span[0] >= span[1] ? null : span);
  };
  useEffect(() => {
    const group = brushed.current;
    if (!group || !canBrush) return;
    const [low = 0, high = 0] = x.range();
    let began = false;
    let told = "";
    const behaviour = brushX<unknown>()
      .extent([
        [low, margin.top],
        [high, height - margin.bottom],
      ])
      .on("start brush end", (event: D3BrushEvent<unknown>) => {
        if (!event.sourceEvent) return; // moved by us
        if (event.type === "start") {
          moving.current = true;
          began = false;
          told = `${chosen.current.from} ${chosen.current.to}`;
          return;
        }
        let window: [string, string] = ["", ""];
        if (event.selection) {
          const [left, right] = event.selection as [number, number];
          const under = bars.filter((bar) => x(end(bar, unit)) > left + 0.5 && x(dayOf(bar.from)) < right - 0.5);
          const [start, stop] = [under[0], under[under.length - 1]];
          // Between bars there is no bar to go by: the days themselves, then.
          window = start && stop ? [start.from, stop.to] : [toDay(x.invert(left)), toDay(x.invert(right))];
        } else if (event.type === "brush") {
          return;
        }
        const text = window.join(" ");
        if (text !== told) {
          told = text;
          tell.current?.(...window, !began);
          began = true;
        }
        if (event.type === "end") {
          moving.current = false;
          chosen.current = { from: window[0], to: window[1] };
          place(); // to whole bars
        }
      });
    brush.current = behaviour;
    select<SVGGElement, unknown>(group).call(behaviour);
    place();
    return () => {
      select(group).on(".brush", null).selectAll("*").remove();
    };
  }, [x, canBrush, height]);
  useEffect(() => {
    if (!moving.current) place();
  }, [from, to]);

  const onPointerMove = (event: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    const at = x.invert(event.clientX - left).getTime();
    setHovered(bars.find((bar) => dayOf(bar.from).getTime() <= at && at < end(bar, unit).getTime()));
  };
  const total = bars.reduce((sum, bar) => sum + bar.events, 0);
  const label =
    first && last ? `${plural(total, "event")} from ${day(first.from)} to ${day(last.to)}, by ${unit} and type` : "No events";
  const tipAt = hovered ? x(dayOf(hovered.from)) : 0;
  const [low = 0, high = 0] = x.range();
  const inside = (value: number) => Math.min(high, Math.max(low, value));
  const dimmed = canBrush && (from !== "" || to !== "");
  const lowAt = dimmed && from !== "" ? inside(x(dayOf(from))) : low;
  const highAt = dimmed && to !== "" ? inside(x(new Date(dayOf(to).getTime() + 86_400_000))) : high;
  return (
    <div
      class="histogram"
      ref={box}
      style={{ height: `${height}px` }}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setHovered(undefined)}
    >
      {width > 0 && (
        <svg ref={svg} width={width} height={height} role="img" aria-label={label}>
          <Picture bars={bars} unit={unit} x={x} y={y} width={width} height={height} />
          {dimmed && (
            <g class="dimmed" data-control>
              <rect x={low} y={margin.top} width={lowAt - low} height={height - margin.top - margin.bottom} />
              <rect x={highAt} y={margin.top} width={high - highAt} height={height - margin.top - margin.bottom} />
            </g>
          )}
          <g ref={brushed} class="brush" data-control />
        </svg>
      )}
      {hovered && (
        <Tip
          bar={hovered}
          unit={unit}
          {...(tipAt > width / 2 ? { right: `${width - tipAt + 8}px` } : { left: `${tipAt + 16}px` })}
        />
      )}
    </div>
  );
}

// The same for those who do not see the picture, and for reading off numbers.
export function HistogramTable({ bars, unit }: { bars: readonly Bar[]; unit: Unit }) {
  const [open, setOpen] = useState(false);
  const types = eventTypes.filter((type) => bars.some((bar) => bar.types.has(type)));
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>As a table</summary>
      {open && (
        <div class="table tall" tabIndex={0} role="region" aria-label="Events over time">
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col" class="number">
                  Events
                </th>
                {types.map((type) => (
                  <th key={type} scope="col" class="number">
                    {typeLabel(type)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.from}>
                  <th scope="row">{barName(bar, unit)}</th>
                  <td class="number">{num(bar.events)}</td>
                  {types.map((type) => (
                    <td key={type} class="number">
                      {num(bar.types.get(type) ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

// For saveSvg: a picture that is taken away needs words for its colours.
export const legendOf = (bars: readonly Bar[]) =>
  eventTypes
    .filter((type) => bars.some((bar) => bar.types.has(type)))
    .map((type) => ({ label: typeLabel(type), colour: typeColour(type) }));

// For saveCsv.
export function histogramRows(bars: readonly Bar[]): (string | number)[][] {
  const types = eventTypes.filter((type) => bars.some((bar) => bar.types.has(type)));
  return [
    ["from", "to", "events", ...types],
    ...bars.map((bar) => [bar.from, bar.to, bar.events, ...types.map((type) => bar.types.get(type) ?? 0)]),
  ];
}
