import { type RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

// How wide an element is, in CSS pixels, now and whenever that changes; 0 before it is known.
export function useWidth(of: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}
