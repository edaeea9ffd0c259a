import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

// Shows what is in it once the reader comes near: what costs much is not loaded for those who never do.
export function WhenSeen({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), {
      rootMargin: "200px",
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="when-seen" ref={box}>
      {seen && children}
    </div>
  );
}
