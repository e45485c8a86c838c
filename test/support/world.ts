/** The server's actions on the embedded store, with a clock that the test moves and sockets that it can read. */
import type { Event } from '../../protocol/events.ts';
import { EventsFrame } from '../../protocol/frames.ts';
import { type ActionName, CONTRACTS, type Input, type Output, type Parsed } from '../../protocol/contracts.ts';
import type { Action, Context } from '../../lambdas/actions/action.ts';
import { encoded } from '../../lambdas/domain/ids.ts';
import { Memory } from '../../lambdas/ports/memory.ts';
import type { Scope, Settings } from '../../lambdas/ports/index.ts';
import { putConnection } from '../../lambdas/table/connection.ts';
import { TABLE } from '../../lambdas/table/schema.ts';
import type { Store } from '../../lambdas/table/store.ts';
import { putUser } from '../../lambdas/table/user.ts';
import { putWorkspace } from '../../lambdas/table/workspace.ts';
import { putWorkspaceMember } from '../../lambdas/table/workspace-member.ts';
import type { WorkspaceRole } from '../../protocol/workspace.ts';
import { createChannel } from '../../lambdas/flows/create-channel.ts';
import { startMembership } from '../../lambdas/flows/start-membership.ts';
import { loadChannel } from '../../lambdas/table/channel.ts';
import { openStore } from '../../local/store/index.ts';

/** Someone who calls: a person, and the socket that they call over. */
export interface Person {
  readonly userId: string;
  readonly connectionId: string | null;
}

type TokenAction<A extends ActionName, L> = Action<A, L> & {
  allow(context: Context, input: Parsed<A>): Promise<L>;
  run(context: Context, input: Parsed<A>, loaded: L): Promise<Output<A>>;
};

const START = Date.UTC(2026, 10, 2, 9);
export const TOKEN_MS = 15 * 60_000;

const idOf = (prefix: string, number: number): string => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return prefix + encoded(bytes);
};

export class World {
  readonly store = openStore({ path: ':memory:', table: TABLE, now: () => this.time, durable: false });
  time = START;
  readonly frames = new Map<string, string[]>();
  readonly gone = new Set<string>();
  readonly closed: string[] = [];
  readonly tasks: string[] = [];
  memory = new Memory();
  settings: Settings = { signUp: 'open', operators: [], sendLimit: 1_000, fanOutThreshold: 500 };
  workspaceId = idOf('W', 1);
  #last = 0;
  #posted: (() => void) | undefined;

  /** Told before each post. */
  onPost(listener: () => void): void {
    this.#posted = listener;
  }

  scope(store: Store = this.store): Scope & { settle(): Promise<void> } {
    const work: (() => Promise<void>)[] = [];
    return {
      store,
      gateway: {
        post: async (ids, frame) => {
          this.#posted?.();
          for (const id of ids) if (!this.gone.has(id)) this.frames.get(id)?.push(frame);
          return ids.filter((id) => this.gone.has(id));
        },
        close: async (id) => {
          this.closed.push(id);
          this.gone.add(id);
        },
      },
      identity: new Proxy({} as Scope['identity'], {
        get: () => (token: string) => Promise.resolve(JSON.parse(token)),
      }),
      tasks: { fanOut: async (payload) => void this.tasks.push(payload) },
      clock: {
        now: () => this.time,
        wait: async (ms) => {
          this.time += ms;
        },
      },
      random: { bytes: (count) => this.#bytes(count) },
      log: { warn: () => undefined, error: () => undefined },
      memory: this.memory,
      settings: this.settings,
      now: this.time,
      after: (added) => work.push(added),
      settle: async () => {
        for (let next = work.shift(); next; next = work.shift()) await next();
      },
    };
  }

  /** Calls an action as the dispatcher does, with its work after the answer. Input and output are checked by the contract. */
  async call<A extends ActionName, L>(
    name: A,
    action: Action<A, L>,
    who: Person,
    input: Input<A>,
    { store = this.store, replied }: { readonly store?: Store; readonly replied?: () => void } = {},
  ): Promise<Output<A>> {
    const scope = this.scope(store);
    const caller = { ...who, sessionId: 'session-1', expiresAt: this.time + TOKEN_MS };
    const context: Context = { ...scope, caller, browser: null };
    const parsed = CONTRACTS[name].input.parse(input) as Parsed<A>;
    const typed = action as TokenAction<A, L>;
    const output = await typed.run(context, parsed, await typed.allow(context, parsed));
    replied?.();
    await scope.settle();
    return CONTRACTS[name].output.parse(output) as Output<A>;
  }

  /** A person of the workspace, without a socket. */
  async person(role: WorkspaceRole = 'member'): Promise<Person> {
    const userId = idOf('U', ++this.#last);
    const profile = { userId, displayName: `Person ${this.#last}`, title: '', timeZone: 'UTC' };
    await this.store.write([
      putUser({ ...profile, email: `${this.#last}@example.org`, operator: false, createdAt: this.time }),
    ]);
    await this.join(profile, role);
    return { userId, connectionId: null };
  }

  async join(profile: Parameters<typeof putWorkspaceMember>[0]['profile'], role: WorkspaceRole): Promise<void> {
    const { workspaceId } = this;
    await this.store.write([putWorkspaceMember({ workspaceId, profile, role, joinedAt: this.time })]);
  }

  /** A socket of that person, connected but not greeted. */
  async socket({ userId }: Person): Promise<{ readonly userId: string; readonly connectionId: string }> {
    const connectionId = `socket-${++this.#last}`;
    const exp = this.time + TOKEN_MS;
    const row = { sessionId: 'session-1', device: 'Test', exp, lastSeen: this.time, visible: true };
    await this.store.write([putConnection({ userId, connectionId, ...row })]);
    this.frames.set(connectionId, []);
    return { userId, connectionId };
  }

  /** The workspace with its owner and #general. */
  async found(): Promise<{ readonly owner: Person; readonly generalId: string }> {
    const owner = await this.person('owner');
    const scope = this.scope();
    const { channel } = await createChannel(scope, owner.userId, { ...this.#named('general'), general: true });
    const generalChannelId = channel.channelId;
    const { workspaceId, time: createdAt } = this;
    const facts = { workspaceId, name: 'Test', generalChannelId, createdBy: owner.userId, createdAt };
    await this.store.write([putWorkspace(facts)]);
    await scope.settle();
    return { owner, generalId: channel.channelId };
  }

  /** A channel with these people, the first its manager. */
  async channel(name: string, kind: 'public' | 'private', [first, ...others]: readonly Person[]): Promise<string> {
    if (!first) throw new Error('a channel needs someone');
    const scope = this.scope();
    const { channel } = await createChannel(scope, first.userId, { ...this.#named(name), kind });
    const userIds = others.map(({ userId }) => userId);
    await startMembership(scope, channel, userIds, 'added', first.userId);
    await scope.settle();
    return channel.channelId;
  }

  /** What a socket was told since the last look. */
  events({ connectionId }: Person): readonly Event[] {
    const frames = this.frames.get(connectionId ?? '')?.splice(0) ?? [];
    return frames.flatMap((frame) => EventsFrame.parse(JSON.parse(frame)).events);
  }

  async head(channelId: string) {
    const head = await loadChannel(this.store, channelId);
    if (!head) throw new Error('there is no such channel');
    return head;
  }

  #named(name: string) {
    const { workspaceId } = this;
    return { workspaceId, name, kind: 'public' as const, topic: '', purpose: '', general: false };
  }

  #bytes(count: number): Uint8Array {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setUint32(count - 4, ++this.#last);
    return bytes;
  }
}
