/** What each caller must never be told, whatever they ask. */
import { ACCESS } from '../../protocol/access.ts';
import { LAPSED, LEADERS, PEOPLE, type Who, WORKSPACE } from '../../protocol/access-declaration.ts';
import type { Setting } from './conversations.ts';
import { type Caller, NAMES, type Name } from './people.ts';
import type { World } from './world.ts';

/** In each answer and push to a caller, none of these may occur unless the caller said it first. */
export function secretsOf(world: World): ReadonlyMap<Caller, readonly string[]> {
  return new Map(
    [...PEOPLE, ...LAPSED].map((who) => [
      who,
      [...conversationsFor(world, who), ...peopleFor(world, who), ...invitesFor(world, who)],
    ]),
  );
}

const isAlive = (who: Caller): who is Who => PEOPLE.some((each) => each === who);

/** Who may read it by the declaration of `channel.get`; of those without a session, the member whose token ran out may hear nothing. */
function reads(who: Caller, setting: Setting): boolean {
  if (!isAlive(who)) return false;
  if (setting === 'foreignPublic' || setting === 'foreignPrivate' || setting === 'foreignDirect')
    return who === 'foreigner';
  const readers: readonly Who[] = ACCESS['channel.get'].answers[setting].ok ?? [];
  return readers.includes(who);
}

function conversationsFor({ conversations }: World, who: Caller): readonly string[] {
  const all = Object.entries(conversations) as [Setting, World['conversations'][Setting]][];
  return all.flatMap(([setting, { channelId, canary }]) => {
    if (reads(who, setting)) return [];
    const texts = [`${canary} `, `"${canary}"`];
    return setting === 'general' ? texts : texts.concat(channelId);
  });
}

const ELSEWHERE = new Set<Name>(['foreigner', 'alien', 'stranger', 'operator']);

/** Invites of the workspace that are neither theirs nor theirs to manage. */
function invitesFor({ workspaces: { invites } }: World, who: Caller): readonly string[] {
  if (LEADERS.some((leader) => leader === who)) return [];
  const others = Object.entries(invites).filter(([kind]) => who !== 'member' || kind !== 'ofMember');
  return others.flatMap(([, { inviteId, secret }]) => [inviteId, secret]);
}

/** Addresses and sessions of everyone else; ids of those with whom one never shared a workspace. */
function peopleFor({ people }: World, who: Caller): readonly string[] {
  return NAMES.flatMap((name) => {
    if (name === who) return [];
    const { email, sessionId, userId } = people[name];
    return knows(who, name) ? [email, sessionId] : [email, sessionId, userId];
  });
}

function knows(who: Caller, name: Name): boolean {
  if (WORKSPACE.some((each) => each === who)) return !ELSEWHERE.has(name);
  if (who === 'foreigner') return name === 'alien';
  return false;
}

/** Those of the secrets that occur in a text, but for what the caller said. */
export const leaksIn = (text: string, secrets: readonly string[], said: string): readonly string[] =>
  secrets.filter((secret) => text.includes(secret) && !said.includes(secret));
