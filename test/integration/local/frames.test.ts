import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReader } from '../../../local/gateway/frame-reader.ts';
import { Batch, textFrame } from '../../../local/gateway/frames.ts';

/** A masked frame, as a client sends it. */
function frame(opcode: number, payload: Uint8Array, fin = true): Buffer {
  const mask = [0x12, 0x34, 0x56, 0x78];
  const masked = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  const { length } = payload;
  const head = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
  return Buffer.from([(fin ? 0x80 : 0) | opcode, ...head, ...mask, ...masked]);
}

function read(chunks: readonly Buffer[], limits = { frameBytes: 1000, messageBytes: 3000 }): readonly unknown[] {
  const events: unknown[] = [];
  const reader = new FrameReader(
    {
      onText: (text) => events.push(['text', text]),
      onPing: (payload) => events.push(['ping', payload.toString()]),
      onPong: () => events.push(['pong']),
      onClose: (code) => events.push(['close', code]),
      onViolation: (code) => events.push(['violation', code]),
    },
    limits,
  );
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  return events;
}

function split(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

test('messages are the same however the bytes arrive', () => {
  const messages = fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 8 });
  fc.assert(
    fc.property(messages, fc.array(fc.nat(), { maxLength: 30 }), (texts, cuts) => {
      const bytes = Buffer.concat(texts.map((text) => frame(1, Buffer.from(text))));
      expect(read(split(bytes, cuts))).toEqual(texts.map((text) => ['text', text]));
    }),
  );
});

test('arbitrary bytes never throw, and nothing follows a violation', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 10 }), (chunks) => {
      const events = read(chunks.map((chunk) => Buffer.from(chunk)));
      const end = events.findIndex(
        (event) => Array.isArray(event) && ['violation', 'close'].includes(String(event[0])),
      );
      expect(end === -1 || end === events.length - 1).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('control frames may come inside a message', () => {
  const bytes = [frame(1, Buffer.from('a'), false), frame(9, Buffer.from('p')), frame(0, Buffer.from('é'), true)];
  expect(read(bytes)).toEqual([
    ['ping', 'p'],
    ['text', 'aé'],
  ]);
});

test.each<[string, readonly Buffer[], number]>([
  ['not masked', [Buffer.from([0x81, 1, 65])], 1002],
  ['reserved bits', [Buffer.from([0xc1, 0x80, 0, 0, 0, 0])], 1002],
  ['unknown opcode', [frame(3, Buffer.of())], 1002],
  ['continuation of nothing', [frame(0, Buffer.of())], 1002],
  ['message inside a message', [frame(1, Buffer.of(), false), frame(1, Buffer.of())], 1002],
  ['long ping', [frame(9, Buffer.alloc(126))], 1002],
  ['fragmented ping', [frame(9, Buffer.of(), false)], 1002],
  ['bad close code', [frame(8, Buffer.from([0x03, 0xed]))], 1002],
  ['binary', [frame(2, Buffer.of(1))], 1003],
  ['UTF-8 cut in half', [frame(1, Buffer.of(0xc3))], 1007],
  ['long frame', [frame(1, Buffer.alloc(1001, 65))], 1009],
  ['64-bit length', [Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])], 1009],
  ['long message', [1, 0, 0, 0].map((opcode) => frame(opcode, Buffer.alloc(999, 65), false)), 1009],
])('%s breaks the rules', (_name, chunks, code) => {
  expect(read(chunks)).toEqual([['violation', code]]);
});

test('a close frame without a code is 1005', () => {
  expect(read([frame(8, Buffer.of())])).toEqual([['close', 1005]]);
});

test('connections with the same frames share the bytes', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((text) => new Batch(textFrame(text)));
  if (!a || !b || !c) throw new Error('three batches');
  const [first, second] = [a.with(b.frame).with(c.frame), a.with(b.frame).with(c.frame)];
  expect(first.bytes()).toBe(second.bytes());
  expect(first.bytes()).toEqual(Buffer.concat([a.frame, b.frame, c.frame]));
  expect(a.with(c.frame).with(b.frame).bytes()).toEqual(Buffer.concat([a.frame, c.frame, b.frame]));
  expect(a.bytes()).toBe(a.frame);
});
