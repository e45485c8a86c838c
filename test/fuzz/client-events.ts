/** Events as the schemas allow them, also absurd ones, about a handful of people and conversations. */
import * as fc from 'fast-check';
import type { Event } from '../../protocol/events.ts';
import { Event as EventSchema } from '../../protocol/events.ts';
import { describeProtocol } from '../../protocol/json-schemas.ts';
import { fitting, nearly } from './schema-values.ts';

const idsOf = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(26, '0')}`);

export const PEOPLE = idsOf('U', 3);
export const CHANNELS = [...idsOf('C', 2), ...idsOf('D', 1)];
const WORKSPACES = idsOf('W', 2);
const POOLS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\^U/, PEOPLE],
  [/^\^W/, WORKSPACES],
  [/^\^\[CD\]/, CHANNELS],
];

const { named } = describeProtocol();
const words = {
  named,
  known: (pattern: string) => {
    const pool = POOLS.find(([form]) => form.test(pattern))?.[1];
    return pool && fc.constantFrom(...pool);
  },
};
const shapes = [named['ChannelEvent'] ?? {}, named['ChannelEvent'] ?? {}, named['PersonalEvent'] ?? {}];

export const events: fc.Arbitrary<Event> = fc
  .oneof(...shapes.map((shape) => fitting(shape, words)))
  .map((event) => EventSchema.parse(event));

/** Frames to a client: events of which some are nearly right, replies, and what is neither. */
export const frames: fc.Arbitrary<string> = fc
  .oneof(
    fc.record({ events: fc.array(fc.oneof(...shapes.map((shape) => nearly(shape, words))), { maxLength: 4 }) }),
    nearly(named['EventsFrame'] ?? {}, words),
    nearly(named['Reply'] ?? {}, words),
    fc.anything(),
  )
  .map((frame) => JSON.stringify(frame, (_name, value: unknown) => (typeof value === 'bigint' ? 0 : value)) ?? '');
