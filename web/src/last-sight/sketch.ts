/** A part of the page as it looked: a text, or an element without anything that could be used. */
export type Sketch = string | Drawn;

export interface Drawn {
  readonly tag: string;
  /** Of a drawing (SVG). */
  readonly space?: 'http://www.w3.org/2000/svg';
  readonly attributes: Readonly<Record<string, string>>;
  /** Styles of the element itself. */
  readonly style?: string;
  /** How far its content was scrolled, pixels. */
  readonly top?: number;
  readonly parts: readonly Sketch[];
}

/** What was on screen when the app was left, and for which window it fits. */
export interface LastSight {
  readonly fit: string;
  readonly path: string;
  /** What styles go by, on the root element. */
  readonly data: Readonly<Record<string, string>>;
  readonly parts: readonly Sketch[];
}

/** Its place in `localStorage`, beside the engine's memo of who is logged in; it goes when they log out. */
export const LAST_SIGHT = 'parley-sight';

/** All that decides whether it would look the same: the build, and the size of the window. */
export const fitOf = (): string => [document.querySelector('script')?.src, innerWidth, innerHeight].join(' ');
