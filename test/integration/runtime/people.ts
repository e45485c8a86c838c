import { expect, test } from 'vitest';
import { Person } from '../../support/runtime-person.ts';
import type { Suite } from '../../support/runtime-suite.ts';
import { documentOf } from '../../support/traffic/documents.ts';

export function peopleTests(suite: Suite): void {
  test('a changed profile reaches those who look at the person and their own windows', async () => {
    const { bob, eve, workspaceId } = suite.cast;
    const [own, watching] = [await eve.open(), await bob.open()];
    await watching.call('presence.watch', { userIds: [eve.userId] });
    const { me } = await eve.call('profile.update', { title: 'Analyst' });
    expect((await own.event('me.changed')).me).toEqual(me);
    const { email: _, operator: __, ...profile } = me;
    expect((await watching.event('profile.changed')).profile).toEqual(profile);
    const { profiles } = await bob.call('profile.list', { workspaceId, userIds: [eve.userId] });
    expect(profiles).toEqual([profile]);
    expect((await own.call('sync.start', {})).me).toEqual(me);
  });

  test('a new name, a new role and leaving are told to whom they concern', async () => {
    const { ada, mallory } = suite.cast;
    const { workspaceId } = (await ada.call('workspace.create', { name: 'Looms' })).workspace;
    const terms = { workspaceId, role: 'member', uses: 2, expiresInSeconds: 3_600 } as const;
    const { secret, invite } = await ada.call('invite.create', terms);
    await mallory.call('invite.accept', { secret });
    const socket = await mallory.open();
    const changed = (what: object) =>
      socket.event('workspace.changed', ({ workspace }) =>
        Object.entries({ workspaceId, ...what }).every(([name, value]) => Reflect.get(workspace, name) === value),
      );
    await ada.call('workspace.rename', { workspaceId, name: 'Power looms' });
    await changed({ name: 'Power looms', role: 'member' });
    const { userId } = mallory;
    expect((await ada.call('member.changeRole', { workspaceId, userId, role: 'admin' })).member.role).toBe('admin');
    await changed({ role: 'admin' });
    const { invites } = await mallory.call('invite.list', { workspaceId });
    expect(invites.map(({ inviteId }) => inviteId)).toEqual([invite.inviteId]);
    await mallory.call('workspace.leave', { workspaceId });
    await socket.event('workspace.left', (event) => event.workspaceId === workspaceId);
    expect((await mallory.refused('invite.list', { workspaceId })).code).toBe('forbidden');
  });

  test('the documents are served under the strict policy, as the checks of all traffic read them', async () => {
    const { url } = suite.runtime;
    const page = await fetch(`${url}/api/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const name of ['openapi.json', 'asyncapi.json'] as const) {
      expect(await (await fetch(`${url}/api/docs/${name}`)).json()).toEqual(documentOf(name));
    }
    expect((await fetch(`${url}/api/docs/style.css`)).status).toBe(200);
    expect((await fetch(`${url}/api/docs/other`)).status).toBe(404);
  });

  test('a code that is mailed again confirms the address', async () => {
    const person = new Person(suite.runtime, 'Late');
    const { registration } = await person.register();
    await person.code();
    await person.call('session.resendCode', { registration });
    await person.call('session.confirm', { registration, code: await person.code(2) });
    await person.logIn();
    expect((await person.call('sync.start', {})).me.email).toBe(person.email);
  });

  test('a message is edited, deleted and read back over the socket', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const [socket, other] = [await ada.open(channelId), await bob.open(channelId)];
    const { seq } = await socket.say(channelId, 'first draft');
    const edited = await socket.call('message.edit', { channelId, seq, text: 'second draft' });
    expect((await other.event('message.edited')).message).toEqual(edited.message);
    const deleted = await socket.call('message.delete', { channelId, seq });
    expect((await other.event('message.deleted')).message).toEqual(deleted.message);
    const { messages } = await other.call('message.list', { channelId });
    expect(messages.find((message) => message.seq === seq)).toEqual(deleted.message);
  });
}
