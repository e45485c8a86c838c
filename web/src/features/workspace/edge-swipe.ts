import { flushSync } from 'react-dom';

/** A swipe that opens the list begins this near to the edge; one that closes it anywhere. Pixels. */
const EDGE = 28;
/** A finger that has moved less may still mean a tap or a scroll. */
const SLOP = 8;
/** Let go beyond this part of the width, or faster than this (pixels per millisecond), the list goes on by itself. */
const FAR = 0.35;
const FAST = 0.4;

interface Swipe {
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
  /** 1 to the right, which opens; -1 to the left, which closes. */
  readonly way: 1 | -1;
  readonly width: number;
  began: boolean;
  /** How far it has come along its way, and when and how fast that was. */
  along: number;
  at: number;
  speed: number;
}

/**
 * Moves the list of conversations with a finger: `frame` tells by `data-pane` what is shown, and gets `data-swipe` and
 * `--swipe` (pixels) for its styles. @param go called when the list is to be open, or closed @returns how to stop
 */
export function edgeSwipe(frame: HTMLElement, drawer: HTMLElement, go: (open: boolean) => void): () => void {
  let swipe: Swipe | null = null;
  /** Ends a swipe that is still on its way to its place. */
  let finish: (() => void) | null = null;
  // What the person does next is meant for what the swipe has brought.
  const next = (): void => finish?.();

  function down(event: PointerEvent): void {
    next();
    const opens = frame.dataset['pane'] === 'conversation';
    if (swipe || !mayBegin(event) || (opens && event.clientX > EDGE)) return;
    const { pointerId: pointer, clientX: x, clientY: y, timeStamp: at } = event;
    const width = Math.max(1, frame.clientWidth);
    swipe = { pointer, x, y, way: opens ? 1 : -1, width, began: false, along: 0, at, speed: 0 };
  }

  function move(event: PointerEvent): void {
    if (!swipe || event.pointerId !== swipe.pointer) return;
    const along = (event.clientX - swipe.x) * swipe.way;
    const across = Math.abs(event.clientY - swipe.y);
    if (!swipe.began) {
      if (Math.max(Math.abs(along), across) < SLOP) return;
      if (along <= across) {
        swipe = null;
        return;
      }
      swipe.began = true;
      frame.setPointerCapture(event.pointerId);
    }
    const there = Math.min(Math.max(along, 0), swipe.width);
    swipe.speed = (there - swipe.along) / Math.max(1, event.timeStamp - swipe.at);
    swipe.along = there;
    swipe.at = event.timeStamp;
    show('moving', there * swipe.way);
  }

  function show(how: 'moving' | 'settling', shift: number): void {
    frame.dataset['swipe'] = how;
    frame.style.setProperty('--swipe', `${shift}px`);
  }

  async function end(event: PointerEvent): Promise<void> {
    if (!swipe || event.pointerId !== swipe.pointer) return;
    const { began, along, width, speed, way } = swipe;
    swipe = null;
    if (!began) return;
    const goes = event.type === 'pointerup' && (speed > FAST || (along > width * FAR && speed > -FAST));
    show('settling', goes ? width * way : 0);
    const settled = (): void => {
      if (finish !== settled) return;
      finish = null;
      if (goes) flushSync(() => go(way === 1));
      delete frame.dataset['swipe'];
      frame.style.removeProperty('--swipe');
    };
    finish = settled;
    // None where motion is not wanted.
    await Promise.allSettled(drawer.getAnimations().map(({ finished }) => finished));
    settled();
  }

  // Else Chromium takes a quick swipe for a roll, which the next tap would stop and do nothing else. Whether it can be held is settled
  // where the finger comes down: a listener on the list alone would leave the swipe that opens it to roll.
  const hold = (event: TouchEvent): void => {
    if (swipe?.began && event.cancelable) event.preventDefault();
  };

  const leave = (event: PointerEvent): void => void end(event);
  frame.addEventListener('pointerdown', down);
  frame.addEventListener('pointermove', move);
  frame.addEventListener('pointerup', leave);
  frame.addEventListener('pointercancel', leave);
  frame.addEventListener('touchmove', hold, { passive: false });
  window.addEventListener('keydown', next, true);
  return () => {
    window.removeEventListener('keydown', next, true);
    frame.removeEventListener('pointerdown', down);
    frame.removeEventListener('pointermove', move);
    frame.removeEventListener('pointerup', leave);
    frame.removeEventListener('pointercancel', leave);
    frame.removeEventListener('touchmove', hold);
  };
}

/** A finger or pen on the page itself; what lies over the page has gestures of its own. */
const mayBegin = ({ isPrimary, pointerType, target }: PointerEvent): boolean =>
  isPrimary && pointerType !== 'mouse' && target instanceof Element && !target.closest('dialog, [popover]');
