import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../web/src');
const TOKENS = 'ui/tokens.css';
const LAYERS: Readonly<Record<string, string>> = { [TOKENS]: 'tokens', 'ui/base.css': 'base' };

const sheets = globSync('**/*.css', { cwd: ROOT }).toSorted();
const sources = globSync('**/*.{ts,tsx}', { cwd: ROOT }).toSorted();
const read = (path: string): string =>
  readFileSync(join(ROOT, path), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .trim();

/** The layer that the whole sheet stands in: its first block is named so and ends with the sheet. */
function layerOf(css: string): string | undefined {
  const name = /^@layer (?<name>\w+) \{/.exec(css)?.groups?.['name'];
  let depth = 0;
  for (let index = 0; index < css.length; index++) {
    const char = css[index];
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === '}' && depth === 0) return index === css.length - 1 ? name : undefined;
  }
  return undefined;
}

const NAMED = 'white|black|red|green|blue|gray|grey|orange|yellow|purple|pink|brown|silver|gold|teal|navy';
/** Colours as literals: only tokens may hold them. */
const COLOUR = new RegExp(
  `#[\\da-f]{3,8}\\b|\\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\\(|:[^;]*\\b(?:${NAMED})\\b[^-]`,
  'gi',
);

/** Selectors with `:hover` that hold also where a finger leaves it behind: outside of `@media (hover: hover)`. */
function stuck(css: string): readonly string[] {
  const around: string[] = [];
  const found: string[] = [];
  for (const [, before = '', end = ''] of css.matchAll(/([^{};]*)([{};])/g)) {
    if (end === '}') around.pop();
    if (end !== '{') continue;
    around.push(before.trim());
    if (before.includes(':hover') && !around.includes('@media (hover: hover)')) found.push(before.trim());
  }
  return found;
}

/**
 * Places among siblings that are asked for of any element whatever: the browser then looks at all of a list, and at what is in it, whenever
 * something comes into it or goes. A class or a tag before them keeps it to the few that are meant.
 */
const COUNTED = /(?:^|[\s>+~,(*]):(?:nth|first|last|only)-[\w-]+/g;

describe('style sheets', () => {
  it.each(sheets)('%s counts nothing but named elements among their siblings', (path) => {
    expect(read(path).match(COUNTED) ?? []).toEqual([]);
  });

  it.each(sheets)('%s shows what is under the pointer only where one can hover', (path) => {
    expect(stuck(read(path))).toEqual([]);
  });

  it.each(sheets)('%s is whole in its layer', (path) => {
    expect(layerOf(read(path))).toBe(LAYERS[path] ?? 'components');
  });

  it.each(sheets.filter((path) => path !== TOKENS))('%s takes its colours from tokens', (path) => {
    expect(read(path).match(COLOUR) ?? []).toEqual([]);
  });

  it('names only tokens that exist', () => {
    const made = new Set(
      [...sheets, ...sources].flatMap((path) => read(path).match(/--[\w-]+(?=['"]?\]?\s*[:,])/g) ?? []),
    );
    const used = sheets.flatMap((path) =>
      [...read(path).matchAll(/var\((?<name>--[\w-]+)\s*\)/g)].map(({ groups }) => groups?.['name'] ?? ''),
    );
    expect(used.filter((name) => !made.has(name))).toEqual([]);
  });

  it('gives every colour for light and dark, or for both the same', () => {
    const colours = [...read(TOKENS).matchAll(/(?<name>--[\w-]+): (?<value>[^;]*(?:#|hsl\()[^;]*);/g)];
    expect(colours.length).toBeGreaterThan(40);
    const same = colours.filter(({ groups }) => !groups?.['value']?.includes('light-dark('));
    expect(same.map(({ groups }) => groups?.['name'])).toEqual([
      '--brand',
      '--brand-paper',
      '--brand-coral',
      '--on-poster',
      '--on-poster-soft',
      '--rail-current',
      '--on-rail-current',
      '--rail-focus',
    ]);
  });
});

it('components hold no colours of their own', () => {
  const found = sources.flatMap((path) =>
    (read(path).match(/['"`]#[\da-f]{3,8}['"`]|\b(?:rgba?|hsla?|oklch)\(/gi) ?? []).map(
      (colour) => `${path}: ${colour}`,
    ),
  );
  expect(found).toEqual([]);
});
