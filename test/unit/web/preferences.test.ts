import { expect, it, vi } from 'vitest';
import { readPreferences } from '../../../web/src/preferences/preferences.ts';

const USUAL = {
  language: 'system',
  theme: 'system',
  density: 'comfortable',
  textSize: 'medium',
  clock: 'locale',
  enter: 'send',
};

it.each([
  ['nothing', null],
  ['no JSON', '{'],
  ['another kind of value', '7'],
  ['null', 'null'],
  ['unknown choices', '{"theme":"sepia","density":1,"__proto__":{"clock":"24"}}'],
])('%s is as without a word', (_, kept) => {
  expect(readPreferences(kept)).toEqual(USUAL);
});

it('keeps every choice that there is', () => {
  const kept = {
    language: 'de',
    theme: 'dark',
    density: 'compact',
    textSize: 'largest',
    clock: '24',
    enter: 'newLine',
  };
  expect(readPreferences(JSON.stringify(kept))).toEqual(kept);
});

it('makes new lines by Enter on a touch screen, where nobody said otherwise', async () => {
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: coarse)' }));
  vi.resetModules();
  const onTouch = await import('../../../web/src/preferences/preferences.ts');
  expect(onTouch.readPreferences(null).enter).toBe('newLine');
  expect(onTouch.readPreferences('{"enter":"send"}').enter).toBe('send');
  vi.unstubAllGlobals();
});
