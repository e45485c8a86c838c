import type * as z from 'zod/mini';
import { channelContracts } from './channel.ts';
import { clientContracts } from './client.ts';
import { messageContracts } from './message.ts';
import { presenceContracts } from './presence.ts';
import { profileContracts } from './profile.ts';
import { readMarkerContracts } from './read-marker.ts';
import { sessionContracts } from './session.ts';
import { socketContracts } from './socket.ts';
import { syncContracts } from './sync.ts';
import { workspaceContracts } from './workspace.ts';

/** Every action there is. */
export const CONTRACTS = {
  ...sessionContracts,
  ...socketContracts,
  ...profileContracts,
  ...workspaceContracts,
  ...channelContracts,
  ...messageContracts,
  ...readMarkerContracts,
  ...presenceContracts,
  ...syncContracts,
  ...clientContracts,
} as const;

export type ActionName = keyof typeof CONTRACTS;
/** What a client may write as input. */
export type Input<A extends ActionName> = z.input<(typeof CONTRACTS)[A]['input']>;
/** Input after parsing, as handlers get it. */
export type Parsed<A extends ActionName> = z.output<(typeof CONTRACTS)[A]['input']>;
export type Output<A extends ActionName> = z.output<(typeof CONTRACTS)[A]['output']>;

export const isActionName = (name: string): name is ActionName => Object.hasOwn(CONTRACTS, name);
