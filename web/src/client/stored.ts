import recorded from '../../../protocol/protocol-hash.json' with { type: 'json' };
import { ERROR_CODES } from '../../../protocol/problem.ts';
import type { Outgoing } from '../store/state.ts';

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

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** Whether this was kept by an app that lays its data out as this one does. */
export const isKept = (value: unknown): value is Kept => {
  const fields = fieldsOf(value);
  return fields.get('shape') === SHAPE && typeof fields.get('name') === 'string' && fields.has('value');
};

const isErrorBody = (value: unknown): boolean => {
  const fields = fieldsOf(value);
  return ERROR_CODES.some((code) => code === fields.get('code')) && typeof fields.get('message') === 'string';
};

/** A message on its way is the person's own and nowhere else: every version of the app reads it. */
export const isOutgoing = (value: unknown): value is Outgoing => {
  const fields = fieldsOf(value);
  const error = fields.get('error');
  return (
    ['clientMessageId', 'channelId', 'text'].every((name) => typeof fields.get(name) === 'string') &&
    typeof fields.get('createdAt') === 'number' &&
    ['pending', 'sending', 'failed'].some((status) => status === fields.get('status')) &&
    (error === null || isErrorBody(error))
  );
};
