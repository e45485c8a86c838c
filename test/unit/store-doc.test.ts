import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed } from '../../local/store/changes.ts';
import { docOf, mostAdded } from '../../local/store/doc.ts';

const KEY = { pk: 'a', sk: 'b' };
const amounts = fc.dictionary(fc.constantFrom('n', 'm', '"quoted"'), fc.integer(), { noNullPrototype: true });
/** Of other names: no update names one twice. */
const values = fc.dictionary(fc.constantFrom('text', 'size'), fc.oneof(fc.string({ unit: 'binary' }), fc.double()), {
  noNullPrototype: true,
});

test('changes lengthen the text of an item by no more than is reckoned with', () => {
  fc.assert(
    fc.property(amounts, values, amounts, (before, setIfAbsent, add) => {
      const old = { ...before, ...KEY };
      const changes = { setIfAbsent, add };
      expect(docOf(changed(old, KEY, changes)).length).toBeLessThanOrEqual(docOf(old).length + mostAdded(changes));
    }),
  );
});

test('a count from nothing is reckoned with as it is written', () => {
  const changes = { add: { n: Number.MAX_SAFE_INTEGER } };
  expect(docOf(changed(undefined, KEY, changes)).length).toBeLessThanOrEqual(docOf(KEY).length + mostAdded(changes));
});
