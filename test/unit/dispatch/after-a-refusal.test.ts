import { expect, it } from 'vitest';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import type { AnyAction } from '../../../lambdas/actions/registry.ts';
import { httpHandler } from '../../../lambdas/dispatch/http.ts';
import { findEndpoint, perform } from '../../../lambdas/dispatch/perform.ts';
import { loggedOut } from '../../../lambdas/flows/session-problems.ts';
import { loadMessage } from '../../../lambdas/table/message.ts';
import { keys } from '../../../lambdas/table/schema.ts';
import { forbidden } from '../../../protocol/errors.ts';
import { World } from '../../support/world.ts';

it('what an action left for later is done when it fails half-way, too', async () => {
  const world = new World();
  const { settle: _settle, ...ports } = world.scope();
  const told: string[] = [];
  const half: AnyAction = {
    allow: async () => undefined,
    async run(context) {
      context.after(async () => void told.push('the first half'));
      throw forbidden();
    },
  };
  const options = { ports, settings: world.settings, originSecret: 'secret', actions: { 'invite.preview': half } };
  const answer = await httpHandler(options)({
    headers: {
      'content-type': 'application/json',
      origin: 'https://parley.example',
      'x-parley-host': 'parley.example',
      'x-parley-origin': 'secret',
    },
    routeKey: 'POST /api/{action}',
    isBase64Encoded: false,
    pathParameters: { action: 'invite.preview' },
    body: JSON.stringify({ secret: 'x'.repeat(43) }),
  });
  expect(answer.statusCode).toBe(403);
  expect(told).toEqual(['the first half']);
});

it('a number that was taken for someone who is logged out is given back', async () => {
  const world = new World();
  const { owner, generalId } = await world.found();
  const input = { channelId: generalId, clientMessageId: 'first-message', text: 'Hello' };
  await world.call('message.send', messageSend, owner, input);
  const scope = world.scope();
  const caller = { ...owner, sessionId: 'session-1', expiresAt: world.time };
  const endpoint = findEndpoint({ 'message.send': messageSend }, 'message.send', 'http');
  const late = { ...input, clientMessageId: 'second-message' };
  const sending = perform(endpoint, { ...scope, caller, browser: null }, late, Promise.reject(loggedOut()));
  await expect(sending).rejects.toMatchObject({ code: 'unauthenticated' });
  await scope.settle();
  const { seq } = await world.head(generalId);
  expect(await loadMessage(world.store, generalId, seq)).toBeUndefined();
  expect(await world.store.get(keys.message(generalId, seq))).toMatchObject({ type: 'void' });
});
