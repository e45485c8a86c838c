import type { Channel, OwnChannel } from '../../protocol/channel.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { tellConnections } from '../delivery/people.ts';
import { directIdOf } from '../domain/direct-id.ts';
import type { Scope } from '../ports/index.ts';
import { type ChannelHead, loadChannel, putChannel } from '../table/channel.ts';
import { loadMembership, putMembership } from '../table/channel-member.ts';
import type { Write } from '../table/store.ts';
import { deleteTombstone } from '../table/subscription.ts';
import { checkWorkspaceMember } from '../table/workspace-member.ts';
import { checkRoom } from './check-room.ts';
import { newMembership } from './create-channel.ts';
import { ownChannel } from './own-channel.ts';
import { asMember } from './see-channel.ts';
import { subscribePerson } from './subscribe.ts';
import { countTry } from './tries.ts';

interface Together {
  readonly workspaceId: string;
  /** Everyone in it, sorted, the caller included. */
  readonly people: readonly string[];
  readonly by: string;
  readonly origin: string | null;
}

/** The conversation of these people; made when they begin it, and made whole when someone of them had left the workspace. */
export async function startDirect(scope: Scope, together: Together): Promise<OwnChannel> {
  const { workspaceId, people, by } = together;
  const channelId = directIdOf(workspaceId, people);
  const head = await loadChannel(scope.store, channelId);
  if (!head) {
    await countTry(scope, 'channel', { account: by });
    await checkRoom(scope, people);
    // Refused where someone else of them began it meanwhile: the same conversation; or where someone left: then there is none.
    await unlessRefused(scope.store.write(creation(scope, channelId, together)));
  }
  const started = head ? await bringBack(scope, head, await whoIsMissing(scope, channelId, people)) : people;
  const { head: current, membership } = await asMember(scope, by, channelId);
  await tellStarted(scope, current, started, together.origin);
  return ownChannel(current, membership);
}

function creation({ now }: Scope, channelId: string, { workspaceId, people, by }: Together): readonly Write[] {
  const channel: Channel = {
    channelId,
    workspaceId,
    kind: people.length > 2 ? 'group' : 'direct',
    name: '',
    topic: '',
    purpose: '',
    archived: false,
    general: false,
    createdBy: by,
    createdAt: now,
    people: [...people],
    lastSeq: 0,
  };
  return [
    putChannel(channel),
    ...people.map((userId) => putMembership(newMembership(channel, userId, now))),
    ...people.map((userId) => checkWorkspaceMember(workspaceId, userId)),
  ];
}

async function whoIsMissing(
  { store }: Scope,
  channelId: string,
  people: readonly string[],
): Promise<readonly string[]> {
  const rows = await Promise.all(people.map((userId) => loadMembership(store, channelId, userId)));
  return people.filter((_, index) => !rows[index]);
}

/** Each of them by themselves: who leaves the workspace meanwhile keeps nobody else away. @returns who came back */
async function bringBack(scope: Scope, head: ChannelHead, missing: readonly string[]): Promise<readonly string[]> {
  const { channelId, workspaceId } = head;
  await Promise.all(
    missing.map((userId) =>
      unlessRefused(
        scope.store.write([
          putMembership(newMembership(head, userId, scope.now, head)),
          deleteTombstone(channelId, userId),
          checkWorkspaceMember(workspaceId, userId),
        ]),
      ),
    ),
  );
  const away = missing.length > 0 ? await whoIsMissing(scope, channelId, missing) : [];
  return missing.filter((userId) => !away.includes(userId));
}

async function tellStarted(
  scope: Scope,
  head: ChannelHead,
  people: readonly string[],
  origin: string | null,
): Promise<void> {
  const connections = await Promise.all(people.map((userId) => subscribePerson(scope, head.channelId, userId)));
  const tell = async (userId: string, index: number): Promise<void> => {
    const membership = await loadMembership(scope.store, head.channelId, userId);
    const own = membership && ownChannel(head, membership);
    if (own) await tellConnections(scope, connections[index] ?? [], [{ type: 'membership.started', own }], origin);
  };
  scope.after(async () => void (await Promise.all(people.map(tell))));
}
