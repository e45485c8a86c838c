const GAP = 4;
const EDGE = 8;

/** Puts a floating box under its anchor, or above it where there is no room, inside the window. */
export function placeBy(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const view = document.documentElement;
  const below = at.bottom + GAP;
  // What an on-screen keyboard covers is no room; who has zoomed in sees a part all the same.
  const { height: seen = Infinity, scale = 1 } = window.visualViewport ?? {};
  const lowest = Math.min(view.clientHeight, scale > 1.01 ? Infinity : seen) - EDGE - height;
  const top = below > lowest ? Math.min(at.top - GAP - height, lowest) : below;
  const wanted = at.left + width + EDGE > view.clientWidth ? at.right - width : at.left;
  box.style.top = `${Math.max(EDGE, top)}px`;
  box.style.left = `${Math.max(EDGE, wanted)}px`;
}
