import type { Line } from './icon.tsx';

/** Line icons on a 24-unit grid that come with the list of conversations. */
export const PLACE_ICONS = {
  plus: 'M12 5v14M5 12h14',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l4.5 4.5',
  compass: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15.5 8.5 13.5 13.5 8.5 15.5 10.5 10.5z',
  archive: 'M4 5h16v4H4zM5.5 9v11h13V9M10 13h4',
} as const satisfies Readonly<Record<string, Line>>;
