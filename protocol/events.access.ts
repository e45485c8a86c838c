/** Who is told of each event, and so who is not. Tests read it; the web app does not. */
import { INSIDE, LEADING_INSIDE, PAIR, type Who, WORKSPACE } from './access-declaration.ts';
import type { EventType } from './events.ts';

/** Whose sockets get the event: those that look at the conversation, and those that do not. */
export interface Audience {
  readonly looking: readonly Who[];
  readonly idle: readonly Who[];
}

const all = (who: readonly Who[]): Audience => ({ looking: who, idle: who });
const looking = (who: readonly Who[]): Audience => ({ looking: who, idle: [] });
const idle = (who: readonly Who[]): Audience => ({ looking: [], idle: who });
/** Everyone of the workspace but the member, who does it. */
const COLLEAGUES = WORKSPACE.filter((who) => who !== 'member');

/** For each event the occasions that it comes of. What the `member` does is done without a socket, so their own hear of it too. */
export const EVENT_ACCESS = {
  'message.posted': {
    inGeneral: looking(WORKSPACE),
    inPublic: looking(INSIDE),
    inPrivate: looking(INSIDE),
    inDirect: all(PAIR),
    inGroup: all(INSIDE),
    inForeign: looking(['foreigner']),
    /** Calls the manager, who is in it, and the colleague, who is not. */
    mentioning: { looking: INSIDE, idle: ['manager'] },
    renamed: all(INSIDE),
    unarchived: all(INSIDE),
  },
  'message.edited': { inPublic: looking(INSIDE), inDirect: all(PAIR) },
  'message.deleted': { inPrivate: looking(INSIDE), inGroup: all(INSIDE) },
  'channel.hinted': {
    inGeneral: idle(COLLEAGUES),
    inPublic: idle(LEADING_INSIDE),
    inPrivate: idle(LEADING_INSIDE),
    inForeign: idle(['foreigner']),
  },
  'channel.tipped': { inPublic: looking(INSIDE), inPrivate: looking(INSIDE), inDirect: all(PAIR) },
  'membership.started': {
    added: all(['colleague']),
    joined: all(['admin']),
    created: all(['colleague']),
    directStarted: all(['admin', 'colleague']),
    invited: all(['stranger']),
  },
  'membership.ended': { left: all(['member']), removed: all(['member']), expelled: all(['member']) },
  'readMarker.moved': { read: all(['member']) },
  /** Their own windows are hidden, too: who does not look is told when they do. */
  'presence.changed': { hidden: all(COLLEAGUES) },
  'profile.changed': { updated: all(COLLEAGUES) },
  'me.changed': { updated: all(['member']) },
  'workspace.changed': { renamed: all(WORKSPACE), roleChanged: all(['member']), invited: all(['stranger']) },
  'workspace.left': { left: all(['member']), expelled: all(['member']) },
  'session.ended': { everywhere: all(['member']), deactivated: all(['member']) },
} as const satisfies Record<EventType, Readonly<Record<string, Audience>>>;
