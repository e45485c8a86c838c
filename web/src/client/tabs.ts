import type { ActionName } from '../../../protocol/contracts.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import type { Event } from '../../../protocol/events.ts';
import type { Grant } from '../../../protocol/session.ts';
import type * as z from 'zod/mini';
import type { Connection, Outgoing } from '../store/state.ts';
import type { TabChannel } from './environment.ts';

/** What one tab needs of the connection that all share. */
export interface Needs {
  /** Conversations on screen. */
  readonly open: readonly string[];
  /** People whose presence is shown. */
  readonly watched: readonly string[];
  readonly visible: boolean;
}

/** Between tabs, whoever is logged in. */
export type SessionMessage =
  | { readonly kind: 'granted'; readonly grant: z.infer<typeof Grant>; readonly askedAt: number }
  | { readonly kind: 'out'; readonly ended: boolean };

/** Between tabs of one account. The leader holds the socket; the others ask it. */
export type TabMessage =
  | { readonly kind: 'needs'; readonly tab: string; readonly needs: Needs; readonly round: number }
  | { readonly kind: 'bye'; readonly tab: string }
  | { readonly kind: 'state'; readonly leader: string; readonly connection: Connection }
  /** The server knows what this tab needs, as of this round. */
  | { readonly kind: 'served'; readonly tab: string; readonly round: number }
  | { readonly kind: 'events'; readonly events: readonly Event[] }
  | {
      readonly kind: 'request';
      readonly tab: string;
      readonly id: number;
      readonly action: ActionName;
      readonly input: unknown;
    }
  | {
      readonly kind: 'reply';
      readonly tab: string;
      readonly id: number;
      readonly output?: unknown;
      readonly error?: ErrorBody;
    }
  /** An answer that changes the state: its author's other tabs hear it from here. */
  | { readonly kind: 'output'; readonly action: ActionName; readonly input: unknown; readonly output: unknown }
  | { readonly kind: 'outgoing'; readonly outgoing: Outgoing }
  /** Asks the tab that sends what became of these. */
  | { readonly kind: 'outbox'; readonly outgoing: readonly Outgoing[] }
  /** Confirmed or discarded: on its way no longer. */
  | { readonly kind: 'gone'; readonly clientMessageId: string }
  | { readonly kind: 'draft'; readonly draftKey: string; readonly text: string };

/** A channel to the other tabs for one kind of messages. All tabs run the same code: a message is what it says. */
export interface Tabs<M> {
  post(message: M): void;
  close(): void;
}

export function openTabs<M>(channel: TabChannel, listener: (message: M) => void): Tabs<M> {
  channel.listen((message) => listener(message as M));
  return {
    post: (message) => channel.post(message),
    close: () => channel.close(),
  };
}
