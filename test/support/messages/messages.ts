import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');
const TRANSLATED = new Set(['t', 'rich']);

export interface Source {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly code: string;
}

/** The sources of the app that people may read something of. */
export const webSources = (): readonly Source[] =>
  globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT })
    .toSorted()
    .map((file) => ({ file, code: readFileSync(join(ROOT, file), 'utf8') }));

/** A source as a tree. @throws when it cannot be parsed */
export function treeOf({ file, code }: Source): ReturnType<typeof parseSync>['program'] {
  const { program, errors } = parseSync(file, code);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  return program;
}

/** The line of an offset, for people. */
export const placeOf = ({ file, code }: Source, offset: number): string =>
  `${file}:${code.slice(0, offset).split('\n').length}`;

/**
 * The messages of a source: the first arguments of `t` and `rich`.
 * @throws for one that is not a literal, which nobody could translate
 */
export function messagesOf(source: Source): readonly string[] {
  const found: string[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [message], start }) {
      if (callee.type !== 'Identifier' || !TRANSLATED.has(callee.name)) return;
      if (message?.type !== 'Literal' || typeof message.value !== 'string')
        throw new Error(`${placeOf(source, start)}: the message is not a literal`);
      found.push(message.value);
    },
  }).visit(treeOf(source));
  return found;
}
