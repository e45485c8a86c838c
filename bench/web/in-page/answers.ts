/** How soon the page shows what an input does. */
import { afterFrame, everyFrame } from './frames.ts';
import { field, lastRow, list } from './screen.ts';

export type Input = 'key' | 'send' | 'switch';

export interface Answer {
  /** From the event's own time to the end of the frame that shows its effect, milliseconds. */
  readonly ms: number;
  /** Frames that the page began until then; 1: the very next one. */
  readonly frames: number;
}

let wanted: Input | null = null;
let answers: Answer[] = [];
let waiting: { readonly count: number; readonly resolve: () => void } | null = null;

/** Collects the answers to this kind of input from now on. */
export function watch(input: Input): void {
  wanted = input;
  answers = [];
}

/** Stops watching. @returns what was collected */
export function take(): readonly Answer[] {
  wanted = null;
  return answers;
}

/** Resolves when so many answers were seen. */
export const seen = (count: number): Promise<void> =>
  new Promise((resolve) => {
    waiting = { count, resolve };
    tell();
  });

function tell(): void {
  if (waiting && answers.length >= waiting.count) waiting.resolve();
}

/** How the effect of an event is told from the state before it; null: this event is not meant. */
function effectOf(event: Event): (() => boolean) | null {
  if (wanted === 'switch') return event.type === 'click' ? switched(event.target) : null;
  if (!(event instanceof KeyboardEvent)) return null;
  const before = field()?.value ?? '';
  if (wanted === 'key' && event.key.length === 1) return () => (field()?.value.length ?? 0) > before.length;
  if (wanted === 'send' && event.key === 'Enter')
    return () => field()?.value === '' && lastRow()?.textContent.includes(before) === true;
  return null;
}

function switched(target: EventTarget | null): () => boolean {
  const name = target instanceof Element ? (target.closest('a')?.textContent.trim() ?? '') : '';
  return () => list()?.ariaLabel?.includes(name) === true && lastRow() !== null;
}

function onInput(event: Event): void {
  const isShown = effectOf(event);
  if (isShown === null) return;
  let frames = 0;
  everyFrame(() => {
    frames += 1;
    if (!isShown()) return false;
    afterFrame(() => {
      answers.push({ ms: performance.now() - event.timeStamp, frames });
      tell();
    });
    return true;
  });
}

export function listenToInputs(): void {
  addEventListener('keydown', onInput, { capture: true });
  addEventListener('click', onInput, { capture: true });
}
