/** Counts how many parts of the screen show one thing; the thing is wanted from the first to the last of them. */
export interface Shown {
  /** @returns true when it was not wanted before */
  add(one: string): boolean;
  /** @returns true when it is not wanted any more */
  remove(one: string): boolean;
  has(one: string): boolean;
  /** The latest first. */
  all(): readonly string[];
}

export function createShown(): Shown {
  const counts = new Map<string, number>();
  return {
    add(one) {
      const before = counts.get(one) ?? 0;
      counts.delete(one);
      counts.set(one, before + 1);
      return before === 0;
    },
    remove(one) {
      const rest = (counts.get(one) ?? 0) - 1;
      if (rest > 0) counts.set(one, rest);
      else counts.delete(one);
      return rest === 0;
    },
    has: (one) => counts.has(one),
    all: () => [...counts.keys()].toReversed(),
  };
}
