/** `npm run bench:cost [-- --people 50,1000,10000] [--write]`: what Parley costs in AWS. See docs/cost.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { billTables, tripTable } from './print.ts';
import { type Replayed, replay } from './replay.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '50,1000,10000' },
    /** Replays this share of the present people instead of the usual one. */
    share: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

/** Counted hours and share of the present people that are replayed: as much as a few minutes allow. */
const usual = (people: number): { readonly hours: number; readonly share: number } => {
  if (people <= 100) return { hours: 8, share: 1 };
  return people <= 1_000 ? { hours: 2, share: 1 } : { hours: 1, share: 0.05 };
};

const FILE = new URL('../../docs/cost.md', import.meta.url);
const BEGIN = '<!-- figures -->';
const END = '<!-- end of figures -->';

const replays: Replayed[] = [];
for (const people of values.people.split(',').map(Number)) {
  const { hours, share } = usual(people);
  const replayed = await replay({ people, hours, share: values.share === undefined ? share : Number(values.share) });
  if (replayed.errors.length > 0) throw new Error(`a function failed: ${replayed.errors[0]}`);
  replays.push(replayed);
}
const [first] = replays;
const figures = [
  `\`npm run bench:cost -- --people ${values.people}\`, ${new Date().toISOString().slice(0, 10)}.`,
  billTables(replays),
  ...(first ? ['Sequential round trips to the table, warm and cold sandboxes together:', tripTable(first)] : []),
].join('\n\n');
process.stdout.write(`${figures}\n`);

if (values.write) {
  const text = readFileSync(FILE, 'utf8');
  const from = text.indexOf(BEGIN) + BEGIN.length;
  const to = text.indexOf(END);
  if (from < BEGIN.length || to < from) throw new Error('docs/cost.md has lost its markers');
  writeFileSync(FILE, `${text.slice(0, from)}\n\n${figures}\n\n${text.slice(to)}`);
}
