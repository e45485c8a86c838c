/** What is on screen, by roles and the hooks of the list. */
import type { Sight } from '../jumps.ts';
import { afterFrame } from './frames.ts';

/** Others may be in the page, out of sight. */
export const list = (): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>('[role="log"]')].find((one) => one.checkVisibility()) ?? null;
export const field = (): HTMLTextAreaElement | null => document.querySelector('main textarea');

/** The last message's row, if its end is on screen. */
export function lastRow(): HTMLElement | null {
  const log = list();
  const last = [...(log?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].at(-1);
  if (!log || !last) return null;
  const { height, bottom } = last.getBoundingClientRect();
  return height > 0 && bottom <= log.getBoundingClientRect().bottom + 1 ? last : null;
}

export function sight(): Sight {
  const log = list();
  const rows: Record<string, number> = {};
  if (!log) return rows;
  const { top, bottom } = log.getBoundingClientRect();
  for (const row of log.querySelectorAll<HTMLElement>('[data-row][data-seq]')) {
    const box = row.getBoundingClientRect();
    if (box.bottom > top && box.top < bottom) rows[row.dataset['seq'] ?? ''] = box.top - top;
  }
  return rows;
}

/** What is on screen after each frame, until three in a row are the same. */
export function settled(): Promise<readonly Sight[]> {
  const sights: Sight[] = [];
  let same = 0;
  return new Promise((resolve) => {
    const look = (): void =>
      afterFrame(() => {
        const now = sight();
        same = JSON.stringify(now) === JSON.stringify(sights.at(-1)) ? same + 1 : 0;
        sights.push(now);
        if (same >= 2) resolve(sights);
        else requestAnimationFrame(look);
      });
    requestAnimationFrame(look);
  });
}
