import type { Caller } from '../actions/action.ts';

/** What the authorizer hands to every event of its connection; all of it arrives as text. */
export interface SocketAuthority {
  readonly userId: string;
  readonly sessionId: string;
  /** When the access token behind the ticket ends, milliseconds UTC. */
  readonly expiresAt: string;
  readonly device: string;
}

/** What of an event of the WebSocket API is read. `eventType` says what happened: a frame cannot claim to be a route. */
export interface SocketEvent {
  readonly requestContext: {
    readonly connectionId: string;
    readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
    readonly authorizer?: Readonly<Record<string, unknown>>;
  };
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
}

/** Whose socket this is, as the authorizer said when it opened. */
export interface SocketCaller extends Caller {
  readonly connectionId: string;
  readonly device: string;
}

export function callerOf({ requestContext }: SocketEvent): SocketCaller {
  const text = (name: keyof SocketAuthority): string => {
    const value = requestContext.authorizer?.[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    userId: text('userId'),
    sessionId: text('sessionId'),
    expiresAt: Number(text('expiresAt')),
    device: text('device'),
    connectionId: requestContext.connectionId,
  };
}
