// A button that opens a panel. Escape, or a click or the focus elsewhere, shuts it.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export function Dropdown({ label, strong, align = "left", children }: { label: ComponentChildren; strong?: boolean; align?: "left" | "right"; children: ComponentChildren }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [side, setSide] = useState(align);
  // To the other side when it would stand outside the page.
  useLayoutEffect(() => {
    if (!open || !panel.current) return setSide(align);
    const { left, right } = panel.current.getBoundingClientRect();
    if (left < 0) setSide("left");
    else if (right > document.documentElement.clientWidth) setSide("right");
  }, [open, align]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="dropdown" ref={box} onKeyDown={onKeyDown}>
      <button type="button" ref={button} class={strong ? "set" : ""} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {label} <span aria-hidden="true">▾</span>
      </button>
      <div id={id} ref={panel} class={`panel ${side}`} hidden={!open}>
        {children}
      </div>
    </div>
  );
}
