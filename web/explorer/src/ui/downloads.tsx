// "Download": what a view shows, as files.
import { useState } from "preact/hooks";
import { ask } from "../api/client";
import { hasKey } from "../api/key";
import { Dropdown } from "./dropdown";
import { saveBlob } from "./save";

export { saveBlob, saveCsv } from "./save";
export { saveSvg } from "./save_svg";

// Either an address of the server, or something the page makes itself.
export type Download = { label: string; note?: string } & ({ href: string } | { run: () => unknown });

export function Downloads({ items }: { items: readonly Download[] }) {
  const [failed, setFailed] = useState("");
  const run = (item: Download) => {
    setFailed("");
    Promise.resolve() // so that what is thrown at once is caught as well
      .then(() => ("run" in item ? item.run() : saveWithKey(item.href)))
      .catch((error: Error) => setFailed(`${item.label}: ${error.message}`));
  };
  return (
    <Dropdown label="Download" align="right">
      <ul class="plain">
        {items.map((item) => (
          <li key={item.label}>
            {"href" in item && !hasKey() ? (
              <a href={item.href} download>
                {item.label}
              </a>
            ) : (
              <button type="button" class="link" onClick={() => run(item)}>
                {item.label}
              </button>
            )}
            {item.note && <span class="note"> {item.note}</span>}
          </li>
        ))}
      </ul>
      {failed !== "" && <p role="alert">{failed}</p>}
    </Dropdown>
  );
}

// A link cannot carry a key, so the page fetches the file.
async function saveWithKey(href: string): Promise<void> {
  const response = await ask(href, {});
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  saveBlob(await response.blob(), name ?? "dragoman");
}
