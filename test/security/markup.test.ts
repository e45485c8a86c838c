/** Real case: Zulip CVE-2026-24050 (script in a name). What people write becomes text; a real browser: e2e/hostile-content.spec.ts. */
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Markdown } from '../../web/src/features/conversation/markdown/render.tsx';
import { PIECES } from '../fuzz/texts.ts';

const TAGS = /^(?:div|p|pre|code|blockquote|ul|ol|li|strong|em|s|a|span)$/;
const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"onmouseover="alert(1)',
  '</p>',
  '&lt;script>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt&colon;x)',
  '[x](data:text/html,x)',
  '](https://a.b/"onclick="x)',
  'https://a.b/<svg/onload=x>',
  'mailto:a@b?subject=<b>',
  '[x](https://a.b)',
  '`</code><b>`',
  '```x"><b>\n',
];
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom('**', '_', '> ', '- ', '\n', ' ', '[', '](', ')'),
      fc.constantFrom(...PIECES),
    ),
    {
      maxLength: 25,
    },
  )
  .map((pieces) => pieces.join(''));

const VALUE = String.raw`"[^"<>]*"`;
const ELEMENT = new RegExp(String.raw`<(/?)([a-z]+)((?: [a-zA-Z]+=${VALUE})*)>`, 'g');
const ATTRIBUTES = new Set(['class', 'dir', 'start', 'tabindex', 'href', 'target', 'rel']);

test('any text becomes a handful of harmless elements', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const html = renderToStaticMarkup(createElement(Markdown, { text }));
      const elements = [...html.matchAll(ELEMENT)];
      const attributes = elements.flatMap(([, , , all = '']) => [...all.matchAll(/ ([a-zA-Z]+)="([^"]*)"/g)]);
      for (const [, , tag] of elements) expect(tag).toMatch(TAGS);
      for (const [, name = ''] of attributes) expect(ATTRIBUTES).toContain(name.toLowerCase());
      const valuesOf = (wanted: string) => attributes.flatMap(([, name, value]) => (name === wanted ? [value] : []));
      for (const href of valuesOf('href')) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/i);
      for (const rel of valuesOf('rel')) expect(rel).toContain('noopener');
      const outside = html.replaceAll(ELEMENT, '');
      expect(outside).not.toMatch(/[<>]/);
    }),
    { numRuns: 1_500, seed: 1 },
  );
});

test('nowhere in the app does a text become markup or code', async () => {
  const found: string[] = [];
  for await (const file of glob('web/src/**/*.{ts,tsx}')) {
    const source = readFileSync(file, 'utf8');
    if (
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|\beval\(|new Function\(/i.test(
        source,
      )
    ) {
      found.push(file);
    }
  }
  expect(found).toEqual([]);
});
