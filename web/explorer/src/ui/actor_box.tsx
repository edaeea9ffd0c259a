// The search box: a combobox that completes names and aliases.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type ActorMatch, get } from "../api/client";
import { num, plural } from "../format";
import { countryLabel, kindLabel } from "../types";

interface Props {
  label: string;
  placeholder?: string;
  hideLabel?: boolean;
  value?: string; // what stands in it at first, and again when it changes
  shortcut?: string; // the key that goes there from anywhere on the page
  onPick: (actor: ActorMatch) => void;
  onText: (text: string) => void; // Enter without a choice
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

export function ActorBox({ label, placeholder, hideLabel, value = "", shortcut, onPick, onText }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(""); // what is looked up; "" when the list is shut
  const [matches, setMatches] = useState<readonly ActorMatch[]>([]);
  const [failed, setFailed] = useState(false);
  const [answered, setAnswered] = useState("");
  const [active, setActive] = useState(-1);

  useEffect(() => setText(value), [value]);

  // At once, not after the first picture: whoever is quick has pressed the key by then.
  useLayoutEffect(() => {
    if (!shortcut) return;
    const focus = (event: KeyboardEvent) => {
      if (event.key !== shortcut || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, [shortcut]);

  useEffect(() => {
    setActive(-1);
    if (asked === "") {
      setMatches([]);
      return;
    }
    const abort = new AbortController();
    const wait = setTimeout(() => {
      get("/v1/actors", { q: asked, limit: 8 }, abort.signal).then(
        ({ items }) => {
          setMatches(items);
          setFailed(false);
          setAnswered(asked);
        },
        () => {
          if (abort.signal.aborted) return;
          setMatches([]);
          setFailed(true);
          setAnswered(asked);
        },
      );
    }, 80);
    return () => {
      clearTimeout(wait);
      abort.abort();
    };
  }, [asked]);

  const shut = () => setAsked("");
  const pick = (actor: ActorMatch) => {
    setText(actor.name);
    shut();
    onPick(actor);
  };
  const open = asked !== "" && answered !== "" && (matches.length > 0 || answered === asked);

  const onKeyDown = (event: KeyboardEvent) => {
    const count = matches.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (asked === "") return setAsked(text.trim());
      if (count === 0) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((now) => (now < 0 ? (step > 0 ? 0 : count - 1) : (now + step + count) % count));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = matches[active];
      if (open && chosen) pick(chosen);
      else if (text.trim() !== "") {
        shut();
        onText(text.trim());
      }
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (open) shut();
      else setText("");
    }
  };

  const status = !open ? "" : failed ? "Names cannot be looked up now." : `${num(matches.length)} suggestions`;
  return (
    <div class="actor-box">
      <label class={hideLabel ? "hidden" : ""} for={`${id}-input`}>
        {label}
      </label>
      <input
        id={`${id}-input`}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAsked(event.currentTarget.value.trim());
        }}
        onKeyDown={onKeyDown}
        onBlur={shut}
      />
      {shortcut && (
        <kbd class="shortcut" aria-hidden="true">
          {shortcut}
        </kbd>
      )}
      <ul id={`${id}-list`} role="listbox" aria-label={label} class="options" hidden={!open || matches.length === 0}>
        {matches.map((actor, index) => (
          <li
            key={actor.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => {
              event.preventDefault(); // the box keeps the focus until the choice is made
              pick(actor);
            }}
          >
            <span>{actor.name}</span>
            <span class="note">
              {kindLabel(actor.kind)}
              {actor.country && actor.country !== actor.id ? `, ${countryLabel(actor.country)}` : ""} ·{" "}
              {plural(actor.events, "event")}
            </span>
          </li>
        ))}
      </ul>
      {open && matches.length === 0 && (
        <p class="options none">{failed ? "Names cannot be looked up now." : "No actor bears a name like this."}</p>
      )}
      <span class="hidden" role="status">
        {status}
      </span>
    </div>
  );
}
