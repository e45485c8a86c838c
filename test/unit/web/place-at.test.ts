import { afterEach, expect, test, vi } from 'vitest';
import { placeAt } from '../../../web/src/remembered.ts';

afterEach(() => vi.unstubAllGlobals());

function remember(kept: Readonly<Record<string, string>>): void {
  vi.stubGlobal('window', { localStorage: { getItem: (name: string) => kept[name] ?? null } });
}

test('an address says which conversation it leads to, or where one was last', () => {
  remember({ 'parley.workspace': 'W1', 'parley.channel.W1': 'C1', 'parley.channel.W2': 'C2' });
  expect(placeAt('/w/W2/c/C7')).toBe('C7');
  expect(placeAt('/w/W2/c/C7/m/12')).toBe('C7');
  expect(placeAt('/w/W2')).toBe('C2');
  expect(placeAt('/')).toBe('C1');
  expect(placeAt('/w/W3')).toBeNull();
});

test('a device that remembers nothing leads nowhere', () => {
  remember({});
  expect(placeAt('/')).toBeNull();
});
