// The API key, where the server asks for one: kept for as long as this tab is open, and sent to nobody else.
const name = "dragoman.key";

let key: string = (() => {
  try {
    return window.sessionStorage.getItem(name) ?? "";
  } catch {
    return ""; // storage is switched off: the key lasts until the page is left
  }
})();

export const hasKey = () => key !== "";
export const keyHeaders = (): Record<string, string> => (key === "" ? {} : { Authorization: `Bearer ${key}` });

// "" forgets it.
export function setKey(value: string): void {
  key = value.trim();
  try {
    if (key === "") window.sessionStorage.removeItem(name);
    else window.sessionStorage.setItem(name, key);
  } catch {
    // kept in memory
  }
}
