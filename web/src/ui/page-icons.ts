import type { Line } from './icon.tsx';

/** Line icons on a 24-unit grid that the pages before log-in show. */
export const PAGE_ICONS = {
  eye: 'M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5s-7-2-9.5-6.5zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  check: 'M5 12.5l5 5L19.5 7',
} as const satisfies Readonly<Record<string, Line>>;
