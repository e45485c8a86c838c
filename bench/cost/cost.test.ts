import { beforeAll, describe, expect, it } from 'vitest';
import { CONTRACTS } from '../../protocol/contracts.ts';
import { billOf } from './bill.ts';
import { type Replayed, replay } from './replay.ts';
import { Table } from './table.ts';
import { UNCOUNTED } from './uncounted.ts';

/** A ratchet a little above docs/cost.md, not the aims: lower it when the bill falls. All traffic of two hours of 50 people. */
const MOST = { frames: 14.2, invocations: 7.7, writeUnits: 21.5, readUnits: 41, perPerson: 0.049 } as const;

let replayed: Replayed;
beforeAll(async () => {
  replayed = await replay({ people: 50, hours: 2 });
}, 60_000);

describe('two hours of 50 people', () => {
  it('go well, and as busily as is assumed', () => {
    expect(replayed.errors).toEqual([]);
    expect(replayed.idledOut).toBe(0);
    const perPersonAndDay = (replayed.deeds.sent * replayed.perDay) / 50;
    expect(perPersonAndDay).toBeGreaterThan(30);
    expect(perPersonAndDay).toBeLessThan(50);
  });

  it('count every action of the contract map but those that the bill would not show', () => {
    const missing = Object.keys(CONTRACTS).filter((action) => !replayed.meter.causes.has(action));
    expect(missing.filter((action) => !UNCOUNTED.has(action))).toEqual([]);
  });

  it.each(['frames', 'invocations', 'writeUnits', 'readUnits'] as const)('stay within the budget of %s', (unit) => {
    const { perMessage } = billOf(replayed);
    expect(perMessage[unit]).toBeLessThan(MOST[unit]);
    expect(perMessage[unit]).toBeGreaterThan(MOST[unit] / 3);
  });

  it('cost a person no more a month than they did', () => {
    expect(billOf(replayed).perPerson).toBeLessThan(MOST.perPerson);
  });

  it('answer a send after two round trips, or three in a cold sandbox, and push after one more', () => {
    const warm = replayed.answers.get('message.send') ?? new Map<number, number>();
    expect(new Set(warm.keys())).toEqual(new Set([2, 3]));
    expect(Math.min(...(replayed.pushes.get('message.send')?.keys() ?? []))).toBe(3);
  });
});

describe('the table of the replay', () => {
  it('keeps order, ranges, limits and conditions as the real one does', () => {
    const table = new Table();
    for (const sk of ['b', 'a', 'c#2', 'c#1']) table.write([{ put: { pk: 'P', sk } }]);
    const keysOf = (query: Parameters<Table['query']>[0]): readonly string[] =>
      table.query(query).items.map(({ sk }) => sk);
    expect(keysOf({ pk: 'P' })).toEqual(['a', 'b', 'c#1', 'c#2']);
    expect(keysOf({ pk: 'P', sk: { beginsWith: 'c#' }, descending: true, limit: 1 })).toEqual(['c#2']);
    expect(keysOf({ pk: 'P', sk: { between: ['a', 'b'] } })).toEqual(['a', 'b']);
    const refused = [{ delete: { pk: 'P', sk: 'a' } }, { put: { pk: 'P', sk: 'b' }, if: { absent: 'pk' } }] as const;
    expect(table.write(refused).refused?.reasons).toEqual(['none', 'condition']);
    expect(keysOf({ pk: 'P' })).toHaveLength(4);
  });
});
