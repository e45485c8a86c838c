import type { IconName } from '../../ui/icon.tsx';

/** Something that the quick switcher leads to. */
export interface Target {
  /** Its own, for ever: what was chosen before stands higher. */
  readonly id: string;
  readonly name: string;
  /** What tells it from its namesakes. */
  readonly about: string;
  /** What else it may be found by. */
  readonly words?: string;
  readonly face: { readonly icon: IconName } | { readonly person: string };
  /** Unread things stand higher, those that call loudest. */
  readonly weight: number;
  /** What it takes to get there; the switcher stays until then, to show a refusal. @returns the way */
  readonly lead: () => (() => void) | Promise<() => void>;
}
