/**
 * Kills the whole local runtime under load and checks what it acknowledged: `npm run bench -- kill [--rounds 50] [--people 4]`.
 * Prints lost, doubled and disordered messages; exits with 1 unless all are zero.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killRounds } from './rounds.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, people: { type: 'string', default: '4' } },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'));
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const began = performance.now();
const { acknowledged, stored, lost, doubled, disordered } = await killRounds({
  rounds,
  people: Number(values.people),
  folder,
  say: print,
});
print(
  `${rounds} kills in ${((performance.now() - began) / 1000).toFixed(0)} s, ${acknowledged} messages acknowledged, ` +
    `${stored} stored: ${lost} lost, ${doubled} doubled, ${disordered} out of order`,
);
const bad = lost + doubled + disordered;
if (bad === 0) rmSync(folder, { recursive: true });
else print(`The data is kept in ${folder}`);
process.exitCode = bad === 0 && stored > 0 ? 0 : 1;
