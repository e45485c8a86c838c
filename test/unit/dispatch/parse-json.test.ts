import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeperThan, parseJson } from '../../../lambdas/dispatch/parse-json.ts';
import { Problem } from '../../../protocol/errors.ts';

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map((inner: unknown) => depthOf(inner)))
    : 0;

test('depth is that of the parsed value, whatever its texts hold', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 9 }), (json, limit) => {
      expect(isDeeperThan(json, limit)).toBe(depthOf(JSON.parse(json)) > limit);
    }),
  );
});

test('brackets and quotes inside texts do not count', () => {
  expect(isDeeperThan(String.raw`{"a":"[[[[{\"{{{\\"}`, 1)).toBe(false);
});

const outcome = (text: string): string => {
  try {
    parseJson(text);
    return 'parsed';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
};

test('any text is parsed or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(['parsed', 'invalid']).toContain(outcome(text));
    }),
  );
});
