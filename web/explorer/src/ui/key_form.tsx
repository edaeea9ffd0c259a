import { useId, useState } from "preact/hooks";
import { hasKey, setKey } from "../api/key";

// For a server that answers only those with a key.
export function KeyForm({ onKey }: { onKey: () => void }) {
  const id = useId();
  const [text, setText] = useState("");
  const use = (event: Event) => {
    event.preventDefault();
    if (/[^\x21-\x7e]/.test(text.trim())) return; // no header could carry it; no key looks like this
    setKey(text);
    onKey();
  };
  return (
    <form class="key-form" onSubmit={use}>
      <label for={id}>{hasKey() ? "The server does not know this key. Another one:" : "API key"}</label>
      <input id={id} type="password" autocomplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      <button type="submit">Use this key</button>
      <p class="note">It is kept until you close this tab. Whoever runs the server makes keys with “dragoman keys new”.</p>
    </form>
  );
}
