/** What stands on what in Parley. Words need 4.5 : 1, signs and edges of controls 3 : 1 (WCAG 2.2). */
export interface Pair {
  readonly front: string;
  readonly ground: string;
  readonly least: 4.5 | 3;
}

const words = (front: string, ...grounds: readonly string[]): readonly Pair[] =>
  grounds.map((ground) => ({ front, ground, least: 4.5 }));
const signs = (front: string, ...grounds: readonly string[]): readonly Pair[] =>
  grounds.map((ground) => ({ front, ground, least: 3 }));

const FACES = [0, 1, 2, 3, 4, 5, 6, 7];

export const PAIRS: readonly Pair[] = [
  ...words('--text', '--canvas', '--panel', '--raised', '--hover', '--row-hover', '--code', '--code-block'),
  ...words('--text', '--selection'),
  ...words('--text-soft', '--canvas', '--panel', '--raised', '--hover', '--row-hover'),
  ...words('--link', '--canvas', '--panel', '--raised', '--hover', '--row-hover'),
  ...words('--on-accent', '--accent', '--accent-hover'),
  ...words('--on-accent-soft', '--accent-soft'),
  ...words('--alert', '--canvas', '--raised', '--alert-soft', '--hover'),
  ...words('--on-alert', '--alert'),
  ...words('--on-alert-soft', '--alert-soft'),
  ...words('--on-warm-soft', '--warm-soft'),
  ...words('--on-rail', '--rail', '--rail-tile', '--rail-hover'),
  ...words('--on-rail-current', '--rail-current'),
  ...words('--on-poster', '--poster'),
  ...words('--on-poster-soft', '--poster'),
  ...words('--on-inverse', '--inverse'),
  ...words('--on-inverse-alert', '--inverse-alert'),
  ...FACES.flatMap((face) => words(`--on-face-${face}`, `--face-${face}`)),
  ...signs('--line-strong', '--canvas', '--panel', '--raised'),
  ...signs('--focus', '--canvas', '--panel', '--raised', '--hover', '--accent-soft'),
  ...signs('--online', '--canvas', '--panel'),
  ...signs('--rail-focus', '--rail'),
  ...signs('--accent', '--canvas', '--raised'),
];

export const TYPE = ['--t-xs', '--t-sm', '--t-md', '--t-lg', '--t-xl', '--t-2xl'] as const;
export const SIZES = ['--r-sm', '--r-md', '--r-lg', '--target', '--control'] as const;
