/** Writes pairs until it is killed, and reports each that was acknowledged: `killed-writer.ts <path> <round>`. */
import { TABLE } from '../../../lambdas/table/schema.ts';
import { openStore } from '../../../local/store/index.ts';

const [path = '', round = ''] = process.argv.slice(2);
const store = openStore({ path, table: TABLE, now: Date.now });
const pk = `round-${round}`;
const text = 'x'.repeat(400);
let last = 0;

const writer = async (): Promise<void> => {
  for (;;) {
    last += 1;
    const n = last;
    await store.write([{ put: { pk, sk: `left-${n}`, n, text } }, { put: { pk, sk: `right-${n}`, n, text } }]);
    process.send?.(n);
  }
};

await Promise.all(Array.from({ length: 8 }, writer));
