import recorded from '../../../protocol/protocol-hash.json' with { type: 'json' };
import { key, type Outgoing } from '../store/state.ts';
import { ERROR, field, isLike } from './likeness.ts';

/**
 * Names the shape of what this device keeps of the server's data: the wire format that it came in, and how we lay it out. What
 * another version of the app kept is not read: the server has it all.
 */
export const SHAPE = `${recorded.hash}.1`;

/** A value that can be had again from the server, under the shape in which it was kept. */
export interface Kept {
  readonly shape: string;
  readonly name: string;
  readonly value: unknown;
}

/** Whether this was kept by an app that lays its data out as this one does. */
export const isKept = (value: unknown): value is Kept =>
  isLike({ name: '' }, value) && field(value, 'shape') === SHAPE && field(value, 'value') !== undefined;

const READING = key.reading('');

/** How far something was read here, which the server may not know, is the person's own, too: every version of the app reads it. */
export const isReading = (value: unknown): value is Kept =>
  isLike({ shape: '', name: '', value: { readSeq: 0, readOrd: 0 } }, value) &&
  String(field(value, 'name')).startsWith(READING);

/** @param entries all that is kept @returns the channel that was read, and the version of its marker then; -Infinity: nobody knows */
export function readIn({ name }: Kept, entries: readonly unknown[]): readonly [channelId: string, version: number] {
  const channelId = name.slice(READING.length);
  const own = field(
    entries.find((entry) => field(entry, 'name') === key.channel(channelId)),
    'value',
  );
  const version = field(field(own, 'membership'), 'readVersion');
  return [channelId, typeof version === 'number' ? version : -Infinity];
}

/** A message on its way is the person's own and nowhere else: every version of the app reads it. */
export const isOutgoing = (value: unknown): value is Outgoing => {
  const [error, status] = [field(value, 'error'), field(value, 'status')];
  return (
    isLike({ clientMessageId: '', channelId: '', text: '', createdAt: 0 }, value) &&
    ['pending', 'sending', 'failed'].some((known) => known === status) &&
    (error === null || isLike(ERROR, error))
  );
};
