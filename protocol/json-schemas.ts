/** The wire format as JSON Schema (2020-12): for the documents about it and for the hash that guards its version. */
import * as z from 'zod/mini';
import * as channel from './channel.ts';
import type { Access, Contract, Transport } from './contract.ts';
import { CONTRACTS } from './contracts.ts';
import { ErrorBody } from './errors.ts';
import { PersonalEvent } from './events.ts';
import { EventsFrame, FrameUp, Reply } from './frames.ts';
import * as message from './message.ts';
import { Presence } from './presence.ts';
import { Me, Profile } from './profile.ts';
import { MovedMarker, ReadMarker, UnreadCount } from './read-marker.ts';
import { Grant, Session } from './session.ts';
import * as workspace from './workspace.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Schemas that are named in the documents; every other one stands where it is used. */
const NAMED = {
  ErrorBody,
  Grant,
  Session,
  Profile,
  Me,
  Workspace: workspace.Workspace,
  Member: workspace.Member,
  Invite: workspace.Invite,
  Channel: channel.Channel,
  Membership: channel.Membership,
  OwnChannel: channel.OwnChannel,
  ChannelMember: channel.ChannelMember,
  Mentions: message.Mentions,
  Notice: message.Notice,
  Message: message.Message,
  ReadMarker,
  MovedMarker,
  UnreadCount,
  Presence,
  ChannelEvent: message.ChannelEvent,
  PersonalEvent,
  FrameUp,
  Reply,
  EventsFrame,
} as const satisfies Record<string, z.ZodMiniType>;

export interface DescribedAction {
  readonly name: string;
  readonly summary: string;
  readonly access: Access;
  readonly transports: readonly Transport[];
  readonly errors: readonly string[];
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

export interface Description {
  readonly actions: readonly DescribedAction[];
  readonly named: Readonly<Record<string, JsonSchema>>;
}

export const REFERENCE = '#/components/schemas/';

/** Describes every action, event and frame. Named schemas are referred to below `#/components/schemas/`. */
export function describeProtocol(): Description {
  const actions: (readonly [string, Contract])[] = Object.entries(CONTRACTS);
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  // Actions share outputs, and one schema has one id.
  for (const [name, { output }] of actions) if (!registry.has(output)) registry.add(output, { id: `out:${name}` });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => REFERENCE + id, io: 'output' });
  const plain = (schema: z.ZodMiniType): JsonSchema => withoutIds(schemas[registry.get(schema)?.id ?? ''] ?? {});
  return {
    actions: actions.map(([name, contract]) => describeAction(name, contract, plain(contract.output))),
    named: Object.fromEntries(Object.entries(NAMED).map(([id, schema]) => [id, plain(schema)])),
  };
}

function describeAction(name: string, contract: Contract, output: JsonSchema): DescribedAction {
  const { summary, access, transports, errors } = contract;
  const input = withoutIds(z.toJSONSchema(contract.input, { io: 'input' }));
  return { name, summary, access, transports, errors, input, output };
}

function withoutIds({ $schema: _schema, $id: _id, ...rest }: JsonSchema): JsonSchema {
  return rest;
}
