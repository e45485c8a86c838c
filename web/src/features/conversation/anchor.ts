/** A row and where it stood on the screen, so that it can be put there again. */
export interface Anchor {
  readonly element: HTMLElement;
  readonly offset: number;
}

/** The first row on screen, found by halves. */
export function anchorOf(scroller: HTMLElement, content: HTMLElement): Anchor | null {
  const { children } = content;
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const child = children[middle];
    if (child instanceof HTMLElement && child.offsetTop + child.offsetHeight > scroller.scrollTop) high = middle;
    else low = middle + 1;
  }
  // The next message after it: days and edges change their places, and what grows above must not push it.
  for (let at = Math.min(low + 1, children.length - 1); at < children.length; at += 1) {
    const element = children[at];
    if (element instanceof HTMLElement && element.matches('[data-row]')) {
      return { element, offset: element.offsetTop - scroller.scrollTop };
    }
  }
  return null;
}

/** Scrolls so that the anchor stands where it stood. */
export function restore(scroller: HTMLElement, { element, offset }: Anchor): void {
  if (!element.isConnected) return;
  const moved = element.offsetTop - scroller.scrollTop - offset;
  if (moved !== 0) scroller.scrollTop += moved;
}

export const distanceToEnd = (scroller: HTMLElement): number =>
  scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

export function scrollToEnd(scroller: HTMLElement): void {
  scroller.scrollTop = scroller.scrollHeight;
}

/** The element of a message, or of the last one before it when it is not shown. */
export function elementOf(content: HTMLElement, seq: number): HTMLElement | null {
  let found: HTMLElement | null = null;
  for (const child of content.querySelectorAll<HTMLElement>('[data-seq]')) {
    if (found !== null && Number(child.dataset['seq']) > seq) break;
    found = child;
  }
  return found;
}
