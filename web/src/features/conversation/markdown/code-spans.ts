/**
 * Where code spans end. Runs of backticks are found once, so a text full of them costs one pass.
 * @returns for the place of an opening run: the place of the next run of the same length, or -1
 */
export function findCode(text: string): (at: number) => number {
  const next = new Map<number, number>();
  const last = new Map<number, number>();
  for (const run of text.matchAll(/`+/g)) {
    const before = last.get(run[0].length);
    if (before !== undefined) next.set(before, run.index);
    last.set(run[0].length, run.index);
  }
  return (at) => next.get(at) ?? -1;
}
