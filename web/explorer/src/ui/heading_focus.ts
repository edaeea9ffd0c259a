// Readers of screens follow the focus: after a step to another place it goes to the heading, also to the one that takes its place when
// loading has ended, until the reader does something.
let wanted = false;

for (const sign of ["keydown", "pointerdown"]) window.addEventListener(sign, () => (wanted = false), { capture: true });

function focus(): void {
  document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
}

export function headingChanged(): void {
  if (wanted) focus();
}

export function placeChanged(): void {
  wanted = true;
  focus();
}
