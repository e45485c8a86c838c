/** What stands where in the list of messages, as the browser draws it. */
import type { Page } from '@playwright/test';
import { log } from './e2e-screen.ts';

/** Numbers of the messages that are whole on screen, top to bottom. */
export const onScreen = (page: Page): Promise<readonly number[]> =>
  log(page).evaluate((list) => {
    const box = list.getBoundingClientRect();
    return [...list.querySelectorAll<HTMLElement>('article[data-seq]')]
      .filter((one) => {
        const { top, bottom } = one.getBoundingClientRect();
        return top >= box.top && bottom <= box.bottom;
      })
      .map((one) => Number(one.dataset['seq']));
  });

/**
 * How far below the list's upper edge a message stands in the next frame that is drawn, in pixels: rows are put right after they
 * changed and before they are painted. It is asked before any other task: what came after the frame was never seen.
 */
export const offsetOf = (page: Page, seq: number): Promise<number> =>
  log(page).evaluate(async (list, wanted) => {
    await new Promise<void>((drawn) => {
      requestAnimationFrame(() => {
        void scheduler.postTask(() => drawn(), { priority: 'user-blocking' });
      });
    });
    const one = list.querySelector(`article[data-seq="${wanted}"]`);
    return (one?.getBoundingClientRect().top ?? Number.NaN) - list.getBoundingClientRect().top;
  }, seq);

/** So many frames: what goes somewhere by itself, or takes another's place, has come to rest. */
export const framesOf = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (most) =>
      new Promise<void>((resolve) => {
        const step = (left: number): unknown => (left > 0 ? requestAnimationFrame(() => step(left - 1)) : resolve());
        step(most);
      }),
    count,
  );

interface Scrolling {
  readonly steps: number;
  /** Pixels of a step; negative: up. */
  readonly by: number;
}

/**
 * Scrolls by steps of a frame each. @returns what moved otherwise than the scrolling says, in words; a message counts that was
 * on screen before and after. A step that meets an edge of what is loaded is taken again when there is more.
 */
export const jumpsWhile = (page: Page, scrolling: Scrolling): Promise<readonly string[]> =>
  log(page).evaluate(async (list, { steps, by }) => {
    const sight = (): Map<string, number> => {
      const { top, bottom } = list.getBoundingClientRect();
      const shown = [...list.querySelectorAll<HTMLElement>('article[data-seq]')].map((one) => {
        const at = one.getBoundingClientRect();
        return [one.dataset['seq'] ?? '', at.bottom - top, at.top < bottom && at.bottom > top] as const;
      });
      return new Map(shown.filter(([, , isSeen]) => isSeen).map(([seq, at]) => [seq, at]));
    };
    // After the frame is drawn and before any other task: a page that comes between is put right before it is drawn.
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing of this file is
    const frame = (): Promise<void> =>
      new Promise((done) => {
        requestAnimationFrame(() => {
          void scheduler.postTask(() => done(), { priority: 'user-blocking' });
        });
      });
    const room = (): number => (by < 0 ? list.scrollTop : list.scrollHeight - list.scrollTop - list.clientHeight);
    const jumps: string[] = [];
    const compare = (before: Map<string, number>, moved: number, step: number): void => {
      const after = sight();
      if (after.size === 0) jumps.push(`step ${step}: nothing is on screen`);
      const off = [...after].find(([seq, at]) => Math.abs(at - (before.get(seq) ?? at - moved) - moved) > 1);
      if (off) jumps.push(`step ${step}: ${off[0]} moved by ${off[1] - (before.get(off[0]) ?? 0)} instead of ${moved}`);
    };
    await frame();
    for (let step = 0; step < steps; step += 1) {
      for (let waits = 0; room() < Math.abs(by) && waits < 300; waits += 1) await frame();
      if (room() < Math.abs(by)) break;
      const before = sight();
      list.scrollBy(0, by);
      await frame();
      compare(before, -by, step);
      const still = sight();
      await frame();
      compare(still, 0, step);
    }
    return jumps;
  }, scrolling);
