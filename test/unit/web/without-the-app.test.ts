import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { LANGUAGES } from '../../../web/src/i18n/languages.ts';

const WEB = join(import.meta.dirname, '../../../web');
const Manifest = z.object({
  lang: z.string(),
  description: z.string(),
  description_localized: z.record(z.string(), z.string()),
});

const page = readFileSync(join(WEB, 'index.html'), 'utf8');
const shapes = (text: string): readonly (string | undefined)[] =>
  [...text.matchAll(/ d="(?<shape>[^"]+)"/g)].map(({ groups }) => groups?.['shape']);
const languagesOf = (text: string): readonly (string | undefined)[] =>
  [...text.matchAll(/<p lang="(?<language>\w+)">[^<]+<\/p>/g)].map(({ groups }) => groups?.['language']);

it('has the mark of the app, and says in every language what to do when nothing else comes', () => {
  const [opening = ''] = page.split('<noscript>');
  expect(shapes(opening)).toEqual(shapes(readFileSync(join(WEB, 'src/ui/logo.tsx'), 'utf8')));
  expect(shapes(opening)).toHaveLength(2);
  expect(languagesOf(opening)).toEqual(Object.keys(LANGUAGES));
});

it('says in every language that it needs scripts', () => {
  const without = /<noscript>(?<text>.*?)<\/noscript>/s.exec(page)?.groups?.['text'] ?? '';
  const said = [...without.matchAll(/<p lang="(?<language>\w+)">[^<]*JavaScript[^<]*<\/p>/g)];
  expect(said.map(({ groups }) => groups?.['language'])).toEqual(Object.keys(LANGUAGES));
});

it('is described in every language where it is installed', () => {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(WEB, 'public/manifest.webmanifest'), 'utf8')));
  const languages = [manifest.lang, ...Object.keys(manifest.description_localized)];
  expect(languages).toEqual(Object.keys(LANGUAGES));
});
