import type { Line } from './icon.tsx';

/** Line icons on a 24-unit grid that no screen shows at first. */
export const MORE_ICONS = {
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  trash: 'M5 7h14M10 4h4M7 7l.8 13h8.4L17 7M10.5 11v5M13.5 11v5',
  message: 'M4 5h16v11H9l-5 4z',
  unread: 'M20.5 11v8h-17V6.5h10M3.5 7.5 12 14l4.5-3.4M19 7a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  bottom: 'M12 5v14M6 13l6 6 6-6',
  device: 'M4 5h16v11H4zM2.5 19.5h19',
  close: 'M6 6l12 12M18 6 6 18',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5',
  more: 'M4.6 12a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0zM11.6 12a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0zM18.6 12a.4.4 0 1 0 .8 0 .4.4 0 0 0-.8 0z',
} as const satisfies Readonly<Record<string, Line>>;
