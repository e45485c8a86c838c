import { expect, test } from 'vitest';
import { safeNext } from '../../web/src/paths.ts';

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  'https://evil.example',
  '',
  'w/1',
])('nobody is led to %j', (next) => expect(safeNext(next)).toBeNull());

test('what is on this site is gone on to', () => expect(safeNext('/w/W1/c/C1?x=1#y')).toBe('/w/W1/c/C1?x=1#y'));
