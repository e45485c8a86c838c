/** Words in which the actions' access is declared: who is told what. Read by tests; not part of the wire, not for the browser. */

/**
 * Everyone with a living session whom the matrix tries, by what they are in the workspace that the subjects are of.
 * `…Inside`, `manager` and `member` are in its conversations; `owner`, `admin` and `colleague` are not; `removed` was taken
 * out of them, `departed` left the workspace, `expelled` was removed from it, `foreigner` owns another workspace,
 * `stranger` and `operator` (of the installation) are in none. There are no guests.
 */
export const PEOPLE = [
  'owner',
  'ownerInside',
  'admin',
  'adminInside',
  'manager',
  'member',
  'colleague',
  'removed',
  'departed',
  'expelled',
  'foreigner',
  'stranger',
  'operator',
] as const;
export type Who = (typeof PEOPLE)[number];

/** Callers whose session does not count: the token has run out, the session was ended, the person was deactivated, there is none. */
export const LAPSED = ['expired', 'ended', 'deactivated', 'nobody'] as const;
export type Lapsed = (typeof LAPSED)[number];

export const INSIDE = ['ownerInside', 'adminInside', 'manager', 'member'] as const satisfies readonly Who[];
export const PAIR = ['manager', 'member'] as const satisfies readonly Who[];
export const OWNERS = ['owner', 'ownerInside'] as const satisfies readonly Who[];
export const LEADERS = [...OWNERS, 'admin', 'adminInside'] as const satisfies readonly Who[];
/** Those who lead the workspace and are in the conversation, and its manager. */
export const LEADING_INSIDE = ['ownerInside', 'adminInside', 'manager'] as const satisfies readonly Who[];
export const WORKSPACE = [...LEADERS, 'manager', 'member', 'colleague', 'removed'] as const satisfies readonly Who[];
export const EVERYONE: readonly Who[] = [...PEOPLE];

/** Why someone who may know of the subject is refused all the same. */
export type Reason =
  | 'archived'
  | 'bad_code'
  | 'bad_credentials'
  | 'deleted'
  | 'invite_expired'
  | 'invite_revoked'
  | 'invite_too_old'
  | 'invite_used'
  | 'last_owner'
  | 'not_possible'
  | 'self'
  /** No reason but the code: it is not the caller's token. */
  | 'unauthenticated';

/** Who is answered how. Who is not named is refused as if there were no such thing. */
export type Answers = { readonly [answer in 'ok' | Reason]?: readonly Who[] };

/** Where the subject of a call is. `foreign…` is of the foreigner's workspace; `crossed` mixes ids of both workspaces. */
export interface Places {
  conversation: 'general' | 'public' | 'private' | 'archived' | 'archivedPrivate' | 'direct' | 'group';
  workspace: 'own' | 'foreign';
  /** A person, as a member of the workspace that is named with them. */
  member:
    | 'owner'
    | 'admin'
    | 'member'
    | 'departed'
    | 'expelled'
    | 'foreign'
    | 'foreignPersonHere'
    | 'ownPersonThere'
    | 'missingPerson';
  /** A person alone. `self` is the caller. */
  person: 'self' | 'member' | 'expelled' | 'foreign';
  /** Whoever made it; `crossed` names it with the foreigner's workspace. */
  invite: 'ofMember' | 'ofAdmin' | 'crossed';
  secret: 'usable' | 'revoked' | 'expired' | 'used' | 'ofExpelled' | 'ofDeactivated' | 'ofDemoted';
  address: 'free' | 'taken' | 'deactivated';
  session: 'own' | 'other';
  own: 'own';
}
export type Subject = keyof Places;

/** Who may do what to one kind of subject. */
type Declaration<S extends Subject> = {
  readonly subject: S;
  /** Fields of the input that name it. */
  readonly ids: readonly string[];
  readonly answers: { readonly [place in Places[S]]: Answers };
  /** The same action with another input: its own answers. */
  readonly variants?: { readonly [variant: string]: { readonly [place in Places[S]]: Answers } };
  /** What a missing id is answered: a refusal, or an answer in which it does not occur. */
  readonly missing: 'forbidden' | 'leftOut' | 'unauthenticated';
  /** Of an action that rests on the cookie: whom it answers without a token that counts. */
  readonly lapsed?: readonly Lapsed[];
  /** Who was a member a moment ago uses up a number of the channel by trying. */
  readonly spendsNumber?: true;
};

type OneSubject = { readonly [S in Subject]: Declaration<S> }[Subject];

export type AccessDeclaration = OneSubject & {
  /** Further fields of the same input name another kind of subject: its own answers. */
  readonly also?: OneSubject;
};

type Conversations = Declaration<'conversation'>['answers'];

/** Nobody, wherever it is. */
export const IN_NO_CONVERSATION: Conversations = {
  general: {},
  public: {},
  private: {},
  archived: {},
  archivedPrivate: {},
  direct: {},
  group: {},
};

/** Whoever sees the conversation. */
export const READERS: Conversations = {
  general: { ok: WORKSPACE },
  public: { ok: WORKSPACE },
  private: { ok: INSIDE },
  archived: { ok: WORKSPACE },
  archivedPrivate: { ok: INSIDE },
  direct: { ok: PAIR },
  group: { ok: INSIDE },
};

/** Whoever is in the conversation. */
export const THOSE_IN_IT: Conversations = { ...READERS, public: { ok: INSIDE }, archived: { ok: INSIDE } };

/** Whose presence who sees: those of one's own workspaces. */
export const SEEN_AROUND: Declaration<'person'>['answers'] = {
  self: { ok: EVERYONE },
  member: { ok: WORKSPACE },
  expelled: { ok: ['expelled'] },
  foreign: { ok: ['foreigner'] },
};

/** A call about the caller's own account. */
export const OWN = { subject: 'own', ids: [], answers: { own: { ok: EVERYONE } }, missing: 'forbidden' } as const;
