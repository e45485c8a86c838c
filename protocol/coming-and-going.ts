import type { Notice } from './message.ts';

const WHAT: ReadonlySet<Notice['what']> = new Set(['joined', 'added', 'left', 'removed'] as const);

/** A notice that changes how many people are in a channel with a name, and nothing else of it. */
export const isComingOrGoing = (notice: Notice | null): boolean => notice !== null && WHAT.has(notice.what);
