/** `npm run fuzz:store -- [--cases 2000] [--seed 1]`: random sequences of operations on both adapters of the Store port. */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { openDynoxideStore } from '../../support/dynoxide-store.ts';
import { openSqliteStore } from '../../support/sqlite-store.ts';
import { fuzz } from './differential-fuzz.ts';

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '2000' }, seed: { type: 'string', default: String(Date.now() >>> 0) } },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const [sqlite, dynoxide] = [await openSqliteStore(), await openDynoxideStore()];
const began = performance.now();
try {
  print(`${cases} cases from seed ${seed}`);
  const found = await fuzz({ sqlite: sqlite.store, dynoxide: dynoxide.store }, { cases, seed });
  const seconds = (performance.now() - began) / 1000;
  print(`${found.cases} cases, ${found.steps} steps in ${seconds.toFixed(0)} s`);
  if (found.failing !== undefined) {
    const { steps, difference, path } = found.failing;
    print(`They differ (seed ${found.seed}, path ${path}):\n${fc.stringify(steps)}\n${fc.stringify(difference)}`);
    process.exitCode = 1;
  }
} finally {
  await Promise.all([sqlite.close(), dynoxide.close()]);
}
