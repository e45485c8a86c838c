/** What a row of a message is told when a finger rests on it; who listens prevents its default. */
export const LONG_PRESS = 'longpress';

/** As long as systems wait before they act themselves. */
const REST_MS = 500;
/** A finger that moves more is on its way elsewhere. Pixels. */
const SLOP = 10;
/** Frames in which what listens may come. */
const MOST_FRAMES = 30;
/** A click that comes as late after a finger was lifted is another one. */
const CLICK_MS = 100;

/** Looks out for fingers that rest on messages: once for the page. */
export function watchLongPresses(): void {
  let timer = 0;
  let at: PointerEvent | null = null;
  let rested = false;

  function end(): void {
    window.clearTimeout(timer);
    at = null;
  }

  window.addEventListener('pointerdown', (event) => {
    end();
    rested = false;
    const row = event.pointerType === 'touch' && event.isPrimary ? rowOf(event.target) : null;
    if (!row) return;
    at = event;
    timer = window.setTimeout(() => {
      rested = true;
      row.focus({ preventScroll: true });
      tell(row, MOST_FRAMES);
    }, REST_MS);
  });
  window.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (at && Math.hypot(clientX - at.clientX, clientY - at.clientY) > SLOP) end();
  });
  window.addEventListener('pointercancel', () => {
    end();
    // The system took the touch for itself: no click comes of it.
    rested = false;
  });
  window.addEventListener('pointerup', () => {
    end();
    window.setTimeout(() => (rested = false), CLICK_MS);
  });
  // To lift the finger means nothing of what came under it.
  const swallow = (event: Event): void => {
    if (!rested) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('click', swallow, true);
  // The system's own menu would come over it.
  window.addEventListener('contextmenu', (event) => {
    if (at && rowOf(event.target)) event.preventDefault();
  });
}

function tell(row: HTMLElement, frames: number): void {
  const isHeard = !row.dispatchEvent(new Event(LONG_PRESS, { cancelable: true }));
  if (!isHeard && frames > 0) requestAnimationFrame(() => tell(row, frames - 1));
}

/** The message under a finger, unless that is on something which has a meaning of its own. */
const rowOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element && !target.closest('a,button,textarea,dialog')
    ? target.closest<HTMLElement>('[data-row]')
    : null;
