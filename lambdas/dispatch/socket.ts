import { Problem } from '../../protocol/errors.ts';
import type { Reply } from '../../protocol/frames.ts';
import { utf8Length } from '../../protocol/utf8.ts';
import { endConnection } from '../flows/end-connection.ts';
import type { Ports, Scope, Settings } from '../ports/index.ts';
import { connect } from './connect.ts';
import { toErrorBody } from './error-body.ts';
import { scopeOpener } from './open-scope.ts';
import type { Actions } from './perform.ts';
import { findEndpoint, perform } from './perform.ts';
import { readFrame } from './read-frame.ts';
import type { SocketCaller, SocketEvent } from './socket-event.ts';
import { callerOf } from './socket-event.ts';
import { checkExpiry, SocketExpired } from './socket-expiry.ts';

export interface SocketOptions {
  readonly ports: Ports;
  readonly settings: Settings;
  readonly actions: Actions;
}

/** The gateway posts no more than this. */
const LONGEST_REPLY_BYTES = 128_000;

interface Answer {
  readonly reply: Reply;
  readonly expired: boolean;
}

/** The three routes of the socket. Frames are answered by a post to their own connection, alongside the work after. */
export function socketHandler(options: SocketOptions): (event: SocketEvent) => Promise<{ statusCode: number }> {
  const open = scopeOpener(options.ports, options.settings);
  return async (event) => {
    const { scope, settle } = open();
    const caller = callerOf(event);
    const { eventType } = event.requestContext;
    if (eventType === 'CONNECT') return connect(scope, caller);
    if (eventType === 'DISCONNECT') await disconnect(scope, caller);
    else {
      const answer = await answerFrame(options.actions, scope, caller, event);
      await post(scope, caller, answer, settle);
      return { statusCode: 200 };
    }
    await settle();
    return { statusCode: 200 };
  };
}

/** Nobody waits for this answer; what fails here ends by the row's own time. */
async function disconnect(scope: Scope, caller: SocketCaller): Promise<void> {
  try {
    await endConnection(scope, caller.userId, caller.connectionId);
  } catch (error) {
    scope.log.error('disconnect failed', error);
  }
}

async function answerFrame(actions: Actions, scope: Scope, caller: SocketCaller, event: SocketEvent): Promise<Answer> {
  const frame = readFrame(event);
  let action = '';
  try {
    const { id, action: name, input } = frame.parsed();
    action = name;
    const endpoint = findEndpoint(actions, name, 'socket');
    const context = { ...scope, caller, browser: null };
    const output = await perform(endpoint, context, input, checkExpiry(scope, caller));
    return { reply: { id, ok: true, output }, expired: false };
  } catch (error) {
    const reply: Reply = { id: frame.id, ok: false, error: toErrorBody(error, scope.log, action) };
    return { reply, expired: error instanceof SocketExpired };
  }
}

/** Posts the answer while the remaining work goes on; the invocation ends when both have settled. */
async function post(
  scope: Scope,
  { connectionId }: SocketCaller,
  { reply, expired }: Answer,
  settle: () => Promise<void>,
): Promise<void> {
  const posted = scope.gateway.post([connectionId], textOf(reply, scope));
  const [answered] = await Promise.allSettled([posted, settle()]);
  if (answered.status === 'rejected') scope.log.error('answer was not posted', answered.reason);
  if (expired) await scope.gateway.close(connectionId);
}

function textOf(reply: Reply, scope: Scope): string {
  const text = JSON.stringify(reply);
  if (text.length <= LONGEST_REPLY_BYTES / 3 || utf8Length(text) <= LONGEST_REPLY_BYTES) return text;
  const problem = new Problem('too_large', 'This answer is too large for the socket. Ask for it by HTTP.', {
    reason: 'use_http',
  });
  return JSON.stringify({ id: reply.id, ok: false, error: toErrorBody(problem, scope.log, '') });
}
