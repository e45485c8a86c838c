// oxlint-disable-next-line import/no-unassigned-import -- it puts IndexedDB where browsers have it
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openedEarly } from '../../../web/src/client/early.ts';
import { ACCOUNT, databaseOf } from '../../../web/src/client/kept.ts';
import { memo } from '../../../web/src/client/memo.ts';

const kept = new Map<string, string>();
const asked: string[] = [];
/** Of the root element. */
let dataset: Record<string, string>;

const part = (name: string) => () => {
  asked.push(name);
  return {};
};

beforeEach(() => {
  kept.clear();
  asked.length = 0;
  dataset = {};
  vi.resetModules();
  vi.doMock('../../../web/src/features/workspace/frame.tsx', part('workspace'));
  vi.doMock('../../../web/src/features/auth/pages.ts', part('log-in'));
  vi.doMock('../../../web/src/i18n/locales/de.json', part('German'));
  const localStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  };
  vi.stubGlobal('localStorage', localStorage);
  vi.stubGlobal('document', {
    documentElement: { dataset },
    fonts: {
      load: async (font: string) => {
        asked.push(font);
        throw new Error('no such font');
      },
    },
  });
  vi.stubGlobal('navigator', { languages: ['en-GB'], locks: { request: async () => asked.push('who is there') } });
});
afterEach(() => vi.unstubAllGlobals());

/** What the first file does at this address. */
async function begin(pathname: string) {
  vi.stubGlobal('window', { location: { pathname }, localStorage });
  const early = await import('../../../web/src/early.ts');
  await early.firstParts;
  return early;
}

it.each([
  ['/', {}, 'log-in'],
  ['/', { 'parley.workspace': 'W1' }, 'workspace'],
  ['/w/W1/c/C1', {}, 'workspace'],
  ['/log-in', { 'parley.workspace': 'W1' }, 'log-in'],
  ['/invite/secret', { 'parley.workspace': 'W1' }, null],
] as const)('at %s, of a device that keeps %o, asks for the parts of: %s', async (pathname, words, screen) => {
  for (const [name, value] of Object.entries(words)) kept.set(name, value);
  const { firstScreen, isKnown } = await begin(pathname);
  expect(isKnown).toBe(false);
  expect(firstScreen).toBe(screen);
  expect(asked).toEqual(['who is there', ...(screen === null ? [] : [screen])]);
});

it('reads what is kept of who was there, of the conversation of the address, and asks for the font; who it is is known', async () => {
  memo.write(ACCOUNT, 'Uada');
  const { firstPlace, isKnown } = await begin('/w/W1/c/C1');
  expect([firstPlace, isKnown]).toEqual(['C1', true]);
  expect(asked).toEqual(['1em "Inter\\ Variable"', 'workspace']);
  const { openedEarly: opened } = await import('../../../web/src/client/early.ts');
  expect(opened).not.toBe(openedEarly);
  (await opened(databaseOf('Uada')))?.close();
});

it('goes on where parts cannot be had: that is told where they are shown', async () => {
  vi.doMock('../../../web/src/features/workspace/frame.tsx', () => {
    throw new Error('gone with the deploy before');
  });
  const { firstParts } = await begin('/w/W1');
  await expect(firstParts).resolves.toBeUndefined();
});

it('shows the settings of taste of this device before anything is painted', async () => {
  kept.set('parley.preferences', JSON.stringify({ theme: 'dark', textSize: 'large' }));
  await begin('/');
  expect(dataset).toEqual({ theme: 'dark', density: 'comfortable', textSize: 'large' });
});

it.each([
  [{}, ['de-AT', 'en']],
  [{ language: 'de' }, ['en']],
])('asks for the texts of the language: %o where the browser has %o', async (wish, languages) => {
  kept.set('parley.preferences', JSON.stringify(wish));
  vi.stubGlobal('navigator', { languages });
  await begin('/invite/secret');
  await vi.waitFor(() => expect(asked).toEqual(['German']));
});
