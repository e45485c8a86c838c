import { globSync } from 'node:fs';
import { join } from 'node:path';
import { createElement } from 'react';
import type * as Runtime from 'react/jsx-dev-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { contrast, type Rgb } from '../../../web/src/features/dev/contrast.ts';
import { forced } from '../../../web/src/features/dev/forced-states.ts';
import { PAIRS } from '../../../web/src/features/dev/pairs.ts';
import UiPage from '../../../web/src/features/dev/ui-page.tsx';
import { tokens } from '../../support/tokens.ts';

/** Every component that was made into an element. */
const made = vi.hoisted(() => new Set<unknown>());
vi.mock('react/jsx-dev-runtime', async (actual) => {
  const runtime = await actual<typeof Runtime>();
  const jsxDEV: typeof runtime.jsxDEV = (type, ...rest) => {
    made.add(type);
    return runtime.jsxDEV(type, ...rest);
  };
  return { ...runtime, jsxDEV };
});

const UI = join(import.meta.dirname, '../../../web/src/ui');

it('shows every primitive', async () => {
  const markup = renderToStaticMarkup(createElement(UiPage));
  expect(markup).toContain('Create a channel');
  const missing: string[] = [];
  for (const file of globSync('*.tsx', { cwd: UI })) {
    const all = Object.entries((await import(join(UI, file))) as Record<string, unknown>);
    const components = all.filter(([name, value]) => /^[A-Z][a-z]/.test(name) && typeof value === 'function');
    missing.push(...components.filter(([, value]) => !made.has(value)).map(([name]) => `${file}: ${name}`));
  }
  // The app itself is inside the one that there is.
  expect(missing).toEqual(['toast.tsx: ToastProvider']);
});

it.each([
  [[0, 0, 0], [255, 255, 255], 21],
  [[255, 255, 255], [255, 255, 255], 1],
  [[119, 119, 119], [255, 255, 255], 4.48],
] as readonly [Rgb, Rgb, number][])('contrast of %j and %j is %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 2);
  expect(contrast(other, one)).toBeCloseTo(ratio, 2);
});

it.each(['light', 'dark'] as const)('words and signs stand out, %s', (theme) => {
  const colours = tokens(theme);
  const low = PAIRS.flatMap(({ front, ground, least }) => {
    const [one, other] = [colours.get(front), colours.get(ground)];
    if (!one || !other) return [`${front} on ${ground}: no such token`];
    const ratio = contrast(one, other);
    return ratio < least ? [`${front} on ${ground}: ${ratio.toFixed(2)}`] : [];
  });
  expect(low).toEqual([]);
});

it('forces what depends on the pointer or the focus, nothing else', () => {
  expect(forced('.button:hover:not(:disabled), .quiet:hover')).toBe(
    '.button[data-forced="hover"]:not(:disabled), .quiet[data-forced="hover"]',
  );
  expect(forced(':focus-visible')).toBe('[data-forced="focus"]');
  expect(forced('.button:disabled')).toBeNull();
});
