/** `npm run mutants [-- --only id,id --workers 2]`: plants every bug and prints who noticed it. Closes with 1 when one survives. */
import { parseArgs } from 'node:util';
import { MUTANTS, mutantOf } from './list.ts';
import { type Tried, tryAll } from './try-mutant.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, workers: { type: 'string', default: '2' } },
});
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const row = ({ mutant, verdict, seconds }: Tried): string =>
  [
    verdict.caught ? 'caught  ' : 'SURVIVED',
    mutant.id.padEnd(44),
    (verdict.seed === null ? '' : `seed ${verdict.seed}`).padEnd(9),
    `${seconds.toFixed(1)} s`.padStart(7),
    ` ${verdict.by.split('\n')[0]?.slice(0, 160)}`,
  ].join(' ');

const began = performance.now();
const chosen = values.only === undefined ? MUTANTS : values.only.split(',').map(mutantOf);
const tried = await tryAll(chosen, Number(values.workers), (one) => print(row(one)));
const survivors = tried.filter(({ verdict }) => !verdict.caught);
const seconds = Math.round((performance.now() - began) / 1_000);
print(`${tried.length - survivors.length} of ${tried.length} mutants caught in ${seconds} s`);
for (const { mutant } of survivors) print(`survived: ${mutant.id}: ${mutant.breaks} (${mutant.file})`);
process.exitCode = survivors.length === 0 ? 0 : 1;
