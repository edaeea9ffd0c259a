// A text of the reader's, coded and not stored.
import { useRef, useState } from "preact/hooks";
import { ApiError, type Event, post } from "../api/client";
import type { ViewProps } from "../app";
import { plural, span } from "../format";
import { pieces } from "../passages";
import { setQuery } from "../router";
import { Downloads, saveBlob, saveCsv } from "../ui/downloads";
import { Participants, StatusTag, TypeBadge } from "../ui/event_card";
import { Empty, Failed, Loading, Page, Section } from "../ui/states";

type Coded = Omit<Event, "id" | "published">;

interface Input {
  text: string;
  published: string;
  title: string;
}

const sample: Input = {
  title: "Ministers agree to reopen the river crossing",
  published: "2024-05-17",
  text: `GENEVA - Norwegian Foreign Minister Petra Nordahl met her Kenyan counterpart, Joseph Otieno, in Geneva on Thursday.

Nordahl proposed a conference on river shipping in Oslo in September. Otieno welcomed the proposal and accused Ethiopia of closing the crossing without a warning. Ethiopia rejected the accusation.

Kenya and Norway will sign an agreement on hospital ships next week. On Monday Otieno is due to travel to Cairo, where he is to meet Egyptian President Abdel Fattah el-Sisi.`,
};

// The longest text that is kept in the address; what stands there is never sent with a request.
const longestInAddress = 4000;

const fieldNames: Record<keyof Input, string> = { text: "Text", published: "Publication date", title: "Title" };
const isField = (name: string | undefined): name is keyof Input => name !== undefined && name in fieldNames;

function FieldError({ id, error }: { id: string; error: ApiError | undefined }) {
  return (
    <p id={id} class="wrong" role={error ? "alert" : undefined}>
      {error?.detail}
    </p>
  );
}

interface Result {
  input: Input;
  events: Coded[];
}

const numbers = (marks: readonly number[]) => marks.map((mark) => mark + 1).join(", ");

// The text with its evidence marked; the number leads to the event.
function Marked({ input, events, lit, light }: { input: Input; events: readonly Coded[]; lit: number | undefined; light: (event: number | undefined) => void }) {
  const places = events.flatMap((event, of) => event.evidence.map(({ begin, end }) => ({ begin, end, of })));
  const cut = pieces(input.text, places);
  const ofMarks = (marks: readonly number[]) => [...new Set(marks.map((mark) => places[mark]?.of ?? 0))];
  return (
    <div class="coded-text">
      {cut.map((piece, index) => {
        const of = ofMarks(piece.marks);
        if (of.length === 0) return <span key={index}>{piece.text}</span>;
        const next = ofMarks(cut[index + 1]?.marks ?? []);
        const ending = of.filter((event) => !next.includes(event));
        return (
          <span key={index}>
            <mark class={lit !== undefined && of.includes(lit) ? "lit" : ""} onMouseEnter={() => light(of[0])} onMouseLeave={() => light(undefined)}>
              {piece.text}
            </mark>
            {ending.length > 0 && (
              <sup aria-label={`Evidence of event ${numbers(ending)}`}>
                {numbers(ending)}
              </sup>
            )}
          </span>
        );
      })}
    </div>
  );
}

function Found({ result: { input, events } }: { result: Result }) {
  const [lit, setLit] = useState<number>();
  const rows = events.map((event) => [
    event.type,
    event.status,
    event.date?.start,
    event.date?.end,
    event.cameo,
    event.participants.filter((one) => one.role === "source").map((one) => one.name).join("; "),
    event.participants.filter((one) => one.role === "target").map((one) => one.name).join("; "),
    event.evidence.map((one) => one.sentence).join(" "),
  ]);
  const downloads = (
    <Downloads
      items={[
        { label: "Events (CSV)", run: () => saveCsv([["type", "status", "date", "date_end", "cameo", "sources", "targets", "sentences"], ...rows], "dragoman-coded.csv") },
        { label: "Events (JSON)", run: () => saveBlob(new Blob([JSON.stringify({ events }, null, 2)], { type: "application/json" }), "dragoman-coded.json") },
      ]}
    />
  );
  if (events.length === 0) {
    return (
      <Section title="No events">
        <Empty title="The coder found no event in this text.">
          It looks for reports of what states, organisations and named people did to each other: meetings, visits, proposals, accusations and the like, in English.
        </Empty>
      </Section>
    );
  }
  return (
    <Section title={plural(events.length, "event")} actions={downloads}>
      <div class="columns">
        <Marked input={input} events={events} lit={lit} light={setLit} />
        <ol class="coded">
          {events.map((event, index) => (
            <li key={index} class={lit === index ? "lit" : ""} onMouseEnter={() => setLit(index)} onMouseLeave={() => setLit(undefined)}>
              <p class="line">
                <TypeBadge type={event.type} />
                <StatusTag status={event.status} />
                <span class="date">
                  {event.date ? `${span(event.date)}${event.date.text === "" ? "" : ` (“${event.date.text}”)`}` : "no date"}
                </span>
                <span class="note">
                  CAMEO {event.cameo}
                  {event.plover ? ` · ${event.plover}` : ""}
                </span>
              </p>
              <p>
                <Participants event={event} />
              </p>
            </li>
          ))}
        </ol>
      </div>
    </Section>
  );
}

export function CoderView({ query }: ViewProps) {
  const [input, setInput] = useState<Input>({ text: query.get("text") ?? "", published: query.get("published") ?? "", title: query.get("title") ?? "" });
  const [result, setResult] = useState<Result>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const asking = useRef<AbortController>();
  const change = (changes: Partial<Input>) => setInput((now) => ({ ...now, ...changes }));

  const code = () => {
    asking.current?.abort();
    const mine = (asking.current = new AbortController());
    setBusy(true);
    setError(undefined);
    setQuery({ ...input, text: input.text.length <= longestInAddress ? input.text : "" }, true);
    const given = { text: input.text, ...(input.published && { published: input.published }), ...(input.title && { title: input.title }) };
    post<{ events: Coded[] }>("/v1/code", given, mine.signal)
      .then(
        ({ events }) => setResult({ input, events }),
        (failed: Error) => {
          if (mine.signal.aborted) return;
          setResult(undefined);
          setError(failed);
        },
      )
      .finally(() => mine === asking.current && setBusy(false));
  };
  const of = error instanceof ApiError && isField(error.parameter) ? error.parameter : undefined;
  const at = (field: keyof Input) => (of === field && error instanceof ApiError ? error : undefined);
  const box = (field: keyof Input) => ({ id: `coder-${field}`, "aria-invalid": of === field, "aria-describedby": `coder-${field}-error` });
  return (
    <Page title="Try the coder" note="Paste a news report; the events in it are shown, and nothing is stored.">
      <form
        class="coder"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          code();
        }}
      >
        <div class="field">
          <label for="coder-title">Title</label>
          <input type="text" {...box("title")} value={input.title} onInput={(event) => change({ title: event.currentTarget.value })} />
          <FieldError id="coder-title-error" error={at("title")} />
        </div>
        <div class="field">
          <label for="coder-published">
            Published <span class="note">what “on Thursday” is reckoned from</span>
          </label>
          <input type="date" {...box("published")} value={input.published} onInput={(event) => change({ published: event.currentTarget.value })} />
          <FieldError id="coder-published-error" error={at("published")} />
        </div>
        <div class="field whole">
          <label for="coder-text">Text</label>
          <textarea
            rows={9}
            {...box("text")}
            value={input.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              code();
            }}
          />
          <FieldError id="coder-text-error" error={at("text")} />
        </div>
        <div class="actions">
          <button type="submit" class="primary" disabled={busy}>
            Find events
          </button>
          <button type="button" onClick={() => setInput(sample)}>
            Use a sample
          </button>
          <span class="note">Ctrl+Enter does it too.</span>
        </div>
      </form>
      <div aria-live="polite">
        {busy ? <Section title="Events"><Loading what="Reading" /></Section> : error && !of ? <Failed error={error} again={code} /> : result ? <Found result={result} /> : null}
      </div>
    </Page>
  );
}
