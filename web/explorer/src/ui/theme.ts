// Light or dark: as the system says, unless the reader chose.
import { useState } from "preact/hooks";

export type Theme = "light" | "dark";
const key = "dragoman.theme";

function stored(): Theme | null {
  try {
    const value = window.localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null; // storage is switched off
  }
}

const preferred = (): Theme => (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
export const currentTheme = (): Theme => stored() ?? preferred();

// Pictures that are drawn from computed colours are drawn anew on this event of the window.
export const themeChanged = "dragoman-theme";

export function applyTheme(): void {
  const theme = stored();
  if (theme) document.documentElement.dataset["theme"] = theme;
  else delete document.documentElement.dataset["theme"];
  window.dispatchEvent(new Event(themeChanged));
}

window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.dispatchEvent(new Event(themeChanged)));

export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState(currentTheme);
  const toggle = () => {
    const next: Theme = theme === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem(key, next);
    } catch {
      // not kept then, but shown
    }
    document.documentElement.dataset["theme"] = next;
    window.dispatchEvent(new Event(themeChanged));
    setTheme(next);
  };
  return [theme, toggle];
}
