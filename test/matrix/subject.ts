/** The ids that a place stands for. */
import { randomBytes } from 'node:crypto';
import type { Subject } from '../../protocol/access-declaration.ts';
import { encoded } from '../../lambdas/domain/ids.ts';
import { newSecret } from '../../lambdas/domain/secrets.ts';
import type { Conversation, Setting } from './conversations.ts';
import type { Caller } from './people.ts';
import { FREE_ADDRESS, type World } from './world.ts';

/** Everything that an input may name. */
export interface Ids {
  readonly conversation: Conversation;
  readonly workspaceId: string;
  readonly userId: string;
  readonly inviteId: string;
  readonly secret: string;
  readonly email: string;
  readonly registration: string;
  readonly sessionId: string;
  readonly accessToken: string;
  /** Somebody of the place's workspace, in its conversations, of the other one, of none, and one who was removed. */
  readonly persons: Readonly<Record<'here' | 'inside' | 'elsewhere' | 'missing' | 'expelled', string>>;
}

const random = { bytes: (count: number) => randomBytes(count) };
export const fresh = (prefix: string): string => prefix + encoded(random.bytes(16));
const MISSING = {
  workspaceId: fresh('W'),
  userId: fresh('U'),
  inviteId: randomBytes(32).toString('hex'),
  secret: newSecret(random),
  sessionId: newSecret(random),
  accessToken: 'not.a.token',
  email: FREE_ADDRESS,
};
const NOTHING = { ofMember: 1, ofRemoved: 1, deleted: 1, notice: 1, canary: '' };
/** One for each kind of id. */
const ABSENT = {
  missing: { channelId: fresh('C'), ...NOTHING },
  missingDirect: { channelId: fresh('D'), ...NOTHING },
} as const;

/** Places besides the declared ones: of another workspace, and nowhere. */
export const FURTHER_PLACES: Readonly<Record<Subject, readonly string[]>> = {
  conversation: ['foreignPublic', 'foreignPrivate', 'foreignDirect', 'missingDirect', 'missing'],
  workspace: ['missing'],
  member: ['missing'],
  person: ['missing'],
  invite: ['missing'],
  secret: ['missing'],
  session: ['missing'],
  address: [],
  own: [],
};

export function idsOf(world: World, subject: Subject, place: string, who: Caller): Ids {
  const { people, workspaces } = world;
  const isForeign = place.startsWith('foreign') && place !== 'foreignPersonHere';
  const persons = {
    here: isForeign ? people.alien.userId : people.colleague.userId,
    inside: isForeign ? people.alien.userId : people.expired.userId,
    elsewhere: isForeign ? people.member.userId : people.alien.userId,
    missing: MISSING.userId,
    expelled: people.expelled.userId,
  };
  const base: Ids = {
    ...MISSING,
    conversation: ABSENT.missing,
    persons,
    registration: MISSING.secret,
  };
  return { ...base, ...particular(world, subject, place, who), workspaceId: workspaceIdOf(workspaces, subject, place) };
}

function workspaceIdOf({ own, foreign }: World['workspaces'], subject: Subject, place: string): string {
  if (place === 'missing' && subject !== 'invite') return MISSING.workspaceId;
  return place === 'foreign' || place === 'ownPersonThere' || place === 'crossed' ? foreign : own;
}

function particular(world: World, subject: Subject, place: string, who: Caller): Partial<Ids> {
  const { people, workspaces, conversations, registrations } = world;
  const caller = who === 'nobody' ? undefined : people[who];
  switch (subject) {
    case 'conversation':
      return { conversation: { ...ABSENT, ...conversations }[place as Setting | keyof typeof ABSENT] };
    case 'member':
      return { userId: place === 'missing' ? people.member.userId : personAt(world, place, caller?.userId) };
    case 'person':
      return { userId: personAt(world, place, caller?.userId) };
    case 'invite':
      if (place === 'missing') return {};
      return { inviteId: workspaces.invites[place === 'ofAdmin' ? 'ofAdmin' : 'ofMember'].inviteId };
    case 'secret':
      if (place === 'missing') return {};
      return { secret: workspaces.invites[place as keyof typeof workspaces.invites].secret };
    case 'address':
      return {
        email: { free: FREE_ADDRESS, taken: people.owner.email, deactivated: people.deactivated.email }[place] ?? '',
        registration: registrations[place as keyof typeof registrations],
      };
    case 'session':
      if (place === 'missing') return {};
      const whose = place === 'own' ? caller : people[who === 'member' ? 'manager' : 'member'];
      return {
        sessionId: whose?.sessionId ?? MISSING.sessionId,
        accessToken: whose?.accessToken ?? MISSING.accessToken,
      };
    default:
      return {};
  }
}

function personAt({ people }: World, place: string, self: string | undefined): string {
  const named: Readonly<Record<string, string | undefined>> = {
    self: self ?? MISSING.userId,
    owner: people.ownerInside.userId,
    admin: people.adminInside.userId,
    member: people.member.userId,
    departed: people.departed.userId,
    expelled: people.expelled.userId,
    foreign: people.alien.userId,
    foreignPersonHere: people.alien.userId,
    ownPersonThere: people.member.userId,
  };
  return named[place] ?? MISSING.userId;
}
