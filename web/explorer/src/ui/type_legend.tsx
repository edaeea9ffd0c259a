// Types with their counts, which at once choose what is shown.
import type { EventType } from "../api/client";
import { num } from "../format";
import { setFilters } from "../filters";
import { eventTypes, typeLabel } from "../types";
import { Swatch } from "./event_card";

export function TypeLegend({ counts, chosen }: { counts: Partial<Record<EventType, number>>; chosen: readonly EventType[] }) {
  const toggle = (type: EventType) =>
    setFilters({ type: eventTypes.filter((one) => (one === type ? !chosen.includes(one) : chosen.includes(one))) });
  return (
    <ul class="legend" aria-label="Types">
      {eventTypes
        .filter((type) => (counts[type] ?? 0) > 0 || chosen.includes(type))
        .map((type) => (
          <li key={type}>
            <button type="button" aria-pressed={chosen.includes(type)} onClick={() => toggle(type)}>
              <Swatch type={type} />
              {typeLabel(type)} <span class="note">{num(counts[type] ?? 0)}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}
