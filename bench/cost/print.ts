import { type Bill, billOf } from './bill.ts';
import type { Unit } from './meter.ts';
import { PRICES } from './prices.ts';
import type { Replayed, Trips } from './replay.ts';

/** Aims per message, all traffic included, and dollars per person and month. */
export const AIMS = { frames: 15, invocations: 5, writeUnits: 9, readUnits: 5.5, perPerson: 0.03 } as const;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const dollars = (amount: number): string => (amount === 0 ? '0' : amount < 100 ? amount.toFixed(2) : amount.toFixed(0));
const count = (units: number): string => {
  if (units >= 1e6) return `${(units / 1e6).toFixed(2)} M`;
  return units >= 1e3 ? `${(units / 1e3).toFixed(1)} k` : units.toFixed(units < 10 ? 2 : 0);
};

/** The bills of some replays, item by item, as Markdown. */
export function billTables(replays: readonly Replayed[]): string {
  const bills = replays.map(billOf);
  return [
    `Prices: ${PRICES.region}, ${PRICES.date}. Dollars a month (units).`,
    itemTable(bills),
    'Per message, all traffic included:',
    messageTable(bills),
    `What costs it, per message, at ${bills[0]?.people} people:`,
    causeTable(replays[0]),
  ].join('\n\n');
}

function itemTable(bills: readonly Bill[]): string {
  const names = bills[0]?.lines.map(({ name }) => name) ?? [];
  const cells = (index: number): string[] =>
    bills.map(({ lines }) => {
      const line = lines[index];
      return line ? `${dollars(line.dollars)} (${count(line.units)})` : '';
    });
  return table(
    ['', ...bills.map(({ people }) => `${people.toLocaleString('en')} people`)],
    [
      ...names.map((name, index) => [name].concat(cells(index))),
      ['**Total**', ...bills.map((bill) => `**${dollars(bill.dollars)}**`)],
      [
        `**per person** (aim ${AIMS.perPerson.toFixed(3)})`,
        ...bills.map(({ perPerson }) => `**${perPerson.toFixed(4)}**`),
      ],
    ],
  );
}

function messageTable(bills: readonly Bill[]): string {
  const line = (name: string, of: keyof Bill['perMessage']): string[] => [
    name,
    String(AIMS[of]),
    ...bills.map(({ perMessage }) => perMessage[of].toFixed(1)),
  ];
  return table(
    ['', 'aim', ...bills.map(({ people }) => `${people.toLocaleString('en')} people`)],
    [
      line('billed frames', 'frames'),
      line('invocations', 'invocations'),
      line('write units', 'writeUnits'),
      line('read units', 'readUnits'),
    ],
  );
}

function causeTable(replayed: Replayed | undefined): string {
  if (!replayed) return '';
  const { meter, deeds } = replayed;
  const per = (units: number): string => (units === 0 ? '' : (units / deeds.sent).toFixed(2));
  const shown: readonly Unit[] = ['invocations', 'writeUnits', 'readUnits'];
  const rows = [...meter.causes]
    .map(([cause, tally]) => ({ cause, tally, frames: tally.framesIn + tally.framesOut }))
    .toSorted((a, b) => priceLike(b) - priceLike(a))
    .map(({ cause, tally, frames }) => [cause, per(frames)].concat(shown.map((unit) => per(tally[unit]))));
  return table(['', 'frames', 'invocations', 'write units', 'read units'], rows);
}

const priceLike = ({
  tally,
  frames,
}: {
  readonly frames: number;
  readonly tally: { readonly writeUnits: number; readonly readUnits: number };
}): number => frames + tally.writeUnits * 0.625 + tally.readUnits * 0.125;

const shares = (trips: Trips, cause: string): string => {
  const counts = [...(trips.get(cause) ?? [])].toSorted(([a], [b]) => a - b);
  const all = counts.reduce((sum, [, times]) => sum + times, 0);
  return counts.map(([trip, times]) => `${trip}: ${Math.round((times / all) * 100)} %`).join(', ');
};

/** How many sequential round trips there were before the answer or the first push, by how often. */
export function tripTable({ answers, pushes }: Replayed): string {
  const actions = [...answers.keys()].toSorted();
  return table(
    ['', 'round trips before the answer', 'before the first push'],
    actions.map((action) => [action, shares(answers, action), shares(pushes, action)]),
  );
}
