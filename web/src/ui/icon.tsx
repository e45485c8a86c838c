/** Line icons on a 24-unit grid that a conversation shows at first. */
const PATHS = {
  hash: 'M10 4 8 20M16 4l-2 16M4.5 9h16M3.5 15h16',
  lock: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  down: 'M6 9l6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.4-3.7 2.9-5.5 6.5-5.5s6.1 1.8 6.5 5.5M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2.1.8 3.3 2.5 3.5 5.1',
  invite:
    'M10 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 20c.4-3.7 2.9-5.5 6.5-5.5 1.5 0 2.8.3 3.9 1M18.5 14v6M15.5 17h6',
  send: 'M4.5 12 3.5 4.5 21 12 3.5 19.5zM4.5 12H12',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17.5h.01',
  format: 'M3 18 7.5 6 12 18M4.5 14h6M20 12v6M20 15a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
} as const;

type Known = keyof typeof PATHS;
/** What a line icon draws: what a conversation does not show at first comes with what does (`more-icons.ts` and those beside it). */
export type Line = `M${string}`;
export type IconName = Known | Line;
export const ICONS = Object.keys(PATHS) as readonly Known[];
const isLine = (icon: IconName): icon is Line => icon.startsWith('M');

/** Decoration only: whatever holds it carries the name. */
export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.8}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={isLine(name) ? name : PATHS[name]} />
  </svg>
);
