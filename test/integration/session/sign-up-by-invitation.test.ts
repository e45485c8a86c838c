import { expect, test } from 'vitest';
import { PASSWORD, Person } from '../../support/server/person.ts';
import { startServer } from '../../support/server/start-server.ts';

const newcomer = (email: string) => ({ email, password: PASSWORD, displayName: 'Newcomer' });

test('the first account needs no invitation, the others do', async () => {
  const server = await startServer({ env: { PARLEY_SIGN_UP: 'invite-only' } });
  const owner = await Person.join(server, 'Owner');
  const { workspaceId } = (await owner.call('workspace.create', { name: 'Engines' })).workspace;
  const terms = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
  const { secret, invite } = await owner.call('invite.create', terms);

  const guest = new Person(server, 'Guest');
  expect(await guest.refused('session.register', newcomer(guest.email))).toMatchObject({ reason: 'invite_needed' });
  const unknown = { ...newcomer(guest.email), invite: 'x'.repeat(43) };
  expect(await guest.refused('session.register', unknown)).toMatchObject({ reason: 'invite_needed' });

  const invited = await Person.join(server, 'Invited', { invite: secret });
  await invited.call('invite.accept', { secret });
  expect((await owner.call('invite.list', { workspaceId })).invites).toEqual([]);
  const used = { ...newcomer(guest.email), invite: secret };
  expect(await guest.refused('session.register', used)).toMatchObject({ reason: 'invite_needed' });
  expect(invite.usesLeft).toBe(1);
  await server.stop();
});

test('configured operators need no invitation and operate; nobody else does', async () => {
  const server = await startServer({
    env: { PARLEY_SIGN_UP: 'invite-only', PARLEY_OPERATORS: 'operator@example.org' },
  });
  const guest = new Person(server, 'Guest');
  expect((await guest.refused('session.register', newcomer(guest.email))).code).toBe('forbidden');
  const operator = await Person.join(server, 'Operator');
  expect((await operator.call('sync.start', {})).me.operator).toBe(true);
  await server.stop();
});
