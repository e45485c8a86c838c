import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Batch, textFrame } from '../../local/gateway/frames.ts';
import { Outbox, type Receiver } from '../../local/gateway/outbox.ts';

/** What a write takes on the clock that the outbox looks at. */
const WRITE_MS = 0.01;

let clock: number;
beforeEach(() => {
  clock = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] });
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

class Client implements Receiver {
  batch: Batch | undefined;
  /** Texts by write. */
  readonly writes: string[] = [];

  flush(): void {
    if (this.batch === undefined) return;
    clock += WRITE_MS;
    this.writes.push(this.batch.bytes().toString('latin1'));
    this.batch = undefined;
  }
}

const clients = (count: number): readonly Client[] => Array.from({ length: count }, () => new Client());
const post = (outbox: Outbox, to: readonly Client[], text: string): void => {
  const batch = new Batch(textFrame(text));
  for (const client of to) outbox.add(client, batch);
};
const written = (all: readonly Client[]): number => all.reduce((sum, { writes }) => sum + writes.length, 0);
/** One turn of the loop after the other until nothing is planned. @returns how many were written to in each that wrote */
const turns = (all: readonly Client[]): readonly number[] => {
  const sizes: number[] = [];
  for (let before = written(all); vi.getTimerCount() > 0; before = written(all)) {
    vi.advanceTimersToNextTimer();
    if (written(all) > before) sizes.push(written(all) - before);
  }
  return sizes;
};

test('many are written to in parts, each of them once, with what came meanwhile', () => {
  const outbox = new Outbox(1e6);
  const all = clients(100);
  post(outbox, all, 'one');
  while (written(all) === 0) vi.advanceTimersToNextTimer();
  post(outbox, all, 'two');
  expect(Math.max(...turns(all))).toBe(16);
  const [first] = all;
  expect(first?.writes).toEqual(['\x81\x03one', '\x81\x03two']);
  expect(all.at(-1)?.writes).toEqual(['\x81\x03one\x81\x03two']);
  expect(written(all)).toBe(116);
});

test('a thousand are eight parts', () => {
  const all = clients(1000);
  post(new Outbox(1e6), all, 'one');
  expect(turns(all)).toEqual(Array.from({ length: 8 }, () => 125));
});

test('a few need no rest: each post leaves with its turn', () => {
  const rest = vi.spyOn(globalThis, 'setTimeout');
  const outbox = new Outbox(1e6);
  const all = clients(10);
  for (const text of ['one', 'two']) {
    post(outbox, all, text);
    expect(turns(all)).toEqual([10]);
  }
  expect(rest).not.toHaveBeenCalled();
});

test('after a silence, what comes leaves before the loop turns; what follows right behind leaves with its turn', async () => {
  const outbox = new Outbox(1e6);
  const all = clients(10);
  const [asker = new Client(), ...others] = all;
  clock = 5;
  outbox.answer(asker, new Batch(textFrame('mine')));
  post(outbox, others, 'one');
  expect(written(all)).toBe(0);
  await Promise.resolve();
  expect(written(all)).toBe(10);
  outbox.answer(asker, new Batch(textFrame('mine')));
  outbox.answer(asker, new Batch(textFrame('too')));
  post(outbox, others, 'two');
  await Promise.resolve();
  expect(written(all)).toBe(10);
  turns(all);
  expect(asker.writes).toEqual(['\x81\x04mine', '\x81\x04mine\x81\x03too']);
  expect(written(all)).toBe(20);
});

test('an answer does not wait for the rest, and takes along what waits for its connection', () => {
  const outbox = new Outbox(1e6);
  const all = clients(100);
  const last = all.at(-1) ?? new Client();
  post(outbox, all, 'one');
  while (written(all) === 0) vi.advanceTimersToNextTimer();
  expect(last.writes).toEqual([]);
  outbox.answer(last, new Batch(textFrame('mine')));
  vi.advanceTimersToNextTimer();
  expect(last.writes).toEqual(['\x81\x03one\x81\x04mine']);
  turns(all);
  expect(last.writes).toHaveLength(1);
});

test('a connection that cannot be written to keeps nothing from the others', () => {
  const outbox = new Outbox(1e6);
  const all = clients(40);
  const [broken, ...others] = all;
  if (broken) {
    broken.flush = () => {
      throw new Error('this connection is broken');
    };
  }
  post(outbox, all, 'one');
  expect(() => turns(all)).toThrow('this connection is broken');
  turns(all);
  expect(others.map(({ writes }) => writes)).toEqual(others.map(() => ['\x81\x03one']));
  post(outbox, others, 'two');
  turns(all);
  expect(others.map(({ writes }) => writes.at(-1))).toEqual(others.map(() => '\x81\x03two'));
});
