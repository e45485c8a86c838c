import recorded from '../../../protocol/protocol-hash.json' with { type: 'json' };
import type { Outgoing } from '../store/state.ts';
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

/** A message on its way is the person's own and nowhere else: every version of the app reads it. */
export const isOutgoing = (value: unknown): value is Outgoing => {
  const [error, status] = [field(value, 'error'), field(value, 'status')];
  return (
    isLike({ clientMessageId: '', channelId: '', text: '', createdAt: 0 }, value) &&
    ['pending', 'sending', 'failed'].some((known) => known === status) &&
    (error === null || isLike(ERROR, error))
  );
};
