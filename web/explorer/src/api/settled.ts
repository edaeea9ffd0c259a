import { useEffect, useState } from "preact/hooks";

// The value once it has stood still for a while: for what is asked while something moves.
export function useSettled<T>(value: T, milliseconds: number): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState({ value, text });
  useEffect(() => {
    if (text === settled.text) return;
    const timer = setTimeout(() => setSettled({ value, text }), milliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled.value;
}
