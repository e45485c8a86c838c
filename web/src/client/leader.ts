import type { Event } from '../../../protocol/events.ts';
import type { Connection as Phase } from '../store/state.ts';
import { createAnnouncer, type Learner } from './announcer.ts';
import { connect, type Connection } from './connection.ts';
import type { Environment } from './environment.ts';
import type { Call } from './post-action.ts';
import { asProblem } from './problems.ts';
import type { Session } from './session.ts';
import type { Needs, TabMessage } from './tabs.ts';

/** The tab that holds the socket, for itself and for the others. */
export interface Leader {
  readonly connection: Connection;
  /** What this tab itself needs. */
  need(needs: Needs): void;
  settled(): Promise<void>;
  heard(message: TabMessage): void;
  stop(): void;
}

export interface LeaderEvents {
  phase(phase: Phase): void;
  live(): void;
  events(events: readonly Event[]): void;
  readonly reach: Learner['reach'];
  readonly caught: Learner['caught'];
  readonly carry: Learner['carry'];
}

interface Parts {
  readonly env: Environment;
  readonly session: Session;
  readonly tab: string;
  readonly needs: Needs;
  post(message: TabMessage): void;
}

/** Hidden tabs are throttled to a beat a minute; one that is silent for longer than this is gone. */
const SILENT_MS = 150_000;

/** What all tabs need together; the latest to look comes first. Nobody looks at what a hidden tab has open. */
function union(all: readonly Needs[]): Needs {
  return {
    open: [...new Set(all.flatMap(({ open, visible }) => (visible ? open : [])))],
    watched: [...new Set(all.flatMap(({ watched }) => watched))],
    visible: all.some(({ visible }) => visible),
  };
}

export function lead({ env, session, tab, needs, post }: Parts, on: LeaderEvents): Leader {
  let phase: Phase = { phase: 'connecting', nextTryAt: null };
  const members = new Map<string, { readonly needs: Needs; readonly at: number }>();
  const together = (): Needs => union([...members.values()].toReversed().map((member) => member.needs));
  const onSocket: Call = (action, input) => connection.request(action, input);
  const announcer = createAnnouncer(onSocket, env.clock, { ...on, learnt: spread });
  note(tab, needs);

  const connection = connect(env, session, {
    needs: together,
    phase(next) {
      phase = next;
      if (next.phase !== 'live') announcer.begin(null);
      post({ kind: 'state', leader: tab, connection: phase });
      on.phase(next);
    },
    live(announced) {
      announcer.begin(announced);
      on.live();
    },
    events: spread,
  });

  function spread(events: readonly Event[]): void {
    post({ kind: 'events', events });
    on.events(events);
  }

  function note(member: string, its: Needs): void {
    const now = env.clock.now();
    members.delete(member);
    members.set(member, { needs: its, at: now });
    for (const [name, { at }] of members) if (name !== tab && now - at > SILENT_MS) members.delete(name);
    announcer.aim(together());
  }

  async function serve({ tab: member, id, action, input }: Extract<TabMessage, { kind: 'request' }>): Promise<void> {
    try {
      // The input was typed where it was written, in the other tab.
      const output = await connection.request(action, input as never);
      post({ kind: 'reply', tab: member, id, output });
    } catch (error) {
      post({ kind: 'reply', tab: member, id, error: asProblem(error).body() });
    }
  }

  return {
    connection,
    need: (its) => note(tab, its),
    settled: () => announcer.settled(),
    heard(message) {
      if (message.kind === 'request') void serve(message);
      if (message.kind === 'bye') {
        members.delete(message.tab);
        announcer.aim(together());
      }
      if (message.kind !== 'needs') return;
      note(message.tab, message.needs);
      post({ kind: 'state', leader: tab, connection: phase });
      void announcer.settled().then(() => post({ kind: 'served', tab: message.tab, round: message.round }));
    },
    stop() {
      connection.stop();
      announcer.begin(null);
    },
  };
}
