/** A bug to plant in the code under test, and who must notice. */
export interface Mutant {
  /** kebab-case, unique. */
  readonly id: string;
  /** From the repository's root; under lambdas/, protocol/ or web/src/. */
  readonly file: string;
  /** Text of the file that must occur exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What is wrong then, in words. */
  readonly breaks: string;
  readonly caughtBy: Catcher;
}

/**
 * `simulation`: within so many seeds, from 1 on, a run shows a problem that the promise's pattern fits (`/^G6/`).
 * `test`: a test of that file fails; with `name`, one whose full name contains it.
 */
export type Catcher =
  | { readonly simulation: { readonly seeds: number; readonly promise: RegExp } }
  | { readonly test: string; readonly name?: string };

/** What became of one mutant. */
export interface Verdict {
  readonly caught: boolean;
  /** What noticed it, or why nothing did. */
  readonly by: string;
  /** The seed that showed it; null for tests and survivors. */
  readonly seed: number | null;
}

/** The source with the bug in it. @throws Error when the text is not there exactly once */
export function plant({ id, file, find, replace }: Mutant, source: string): string {
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`${id}: the text to replace occurs ${count} times in ${file}`);
  return source.replace(find, () => replace);
}
