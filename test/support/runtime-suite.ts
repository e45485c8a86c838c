/** What all tests of the suite share: one runtime and the people on it. Sign-ups are dear, so the cast is small. */
import type { Input } from '../../protocol/contracts.ts';
import type { LocalOptions } from '../../local/start.ts';
import { Person } from './runtime-person.ts';
import { type Mode, type Runtime, startRuntime } from './runtime-start.ts';

/** Few recipients, so that the fan-out function takes its part. */
const FAN_OUT_THRESHOLD = 4;
/** More than any test sends in ten seconds. */
export const SEND_LIMIT = 900;

export interface Cast {
  /** Operator of the installation and owner of the workspace. */
  readonly ada: Person;
  readonly bob: Person;
  readonly eve: Person;
  /** Owner of another workspace, in which nobody else is. */
  readonly mallory: Person;
  readonly workspaceId: string;
  readonly general: string;
  /** #general of Mallory's workspace. */
  readonly foreign: string;
}

export class Suite {
  readonly mode: Mode;
  #runtime: Runtime | undefined;
  #cast: Cast | undefined;
  #names = 0;

  constructor(mode: Mode) {
    this.mode = mode;
  }

  get runtime(): Runtime {
    if (!this.#runtime) throw new Error('the runtime has not started');
    return this.#runtime;
  }

  get cast(): Cast {
    if (!this.#cast) throw new Error('there is no cast');
    return this.#cast;
  }

  async start(options: Partial<LocalOptions> = {}): Promise<void> {
    const environment = { PARLEY_SEND_LIMIT: String(SEND_LIMIT), PARLEY_FAN_OUT_THRESHOLD: String(FAN_OUT_THRESHOLD) };
    this.#runtime = await startRuntime(this.mode, { environment, ...options });
    this.#cast = await castOn(this.#runtime);
  }

  async stop(): Promise<void> {
    await this.#runtime?.stop();
  }

  /** A channel that Ada made, with these people in it. */
  async channel(
    kind: Input<'channel.create'>['kind'] = 'public',
    members: readonly Person[] = [this.cast.bob],
  ): Promise<string> {
    const { ada, workspaceId } = this.cast;
    const name = `room-${(this.#names += 1)}`;
    const { own } = await ada.call('channel.create', { workspaceId, name, kind });
    const { channelId } = own.channel;
    const userIds = members.map(({ userId }) => userId);
    if (userIds.length > 0) await ada.call('channel.addMembers', { channelId, userIds });
    return channelId;
  }

  /** The direct conversation of two people. */
  async direct(one: Person, other: Person): Promise<string> {
    const { workspaceId } = this.cast;
    const { own } = await one.call('direct.start', { workspaceId, userIds: [other.userId] });
    return own.channel.channelId;
  }
}

async function castOn(runtime: Runtime): Promise<Cast> {
  const ada = await Person.join(runtime, 'Ada');
  const [bob, eve, mallory] = await Promise.all([
    Person.join(runtime, 'Bob'),
    Person.join(runtime, 'Eve'),
    Person.join(runtime, 'Mallory'),
  ]);
  const { workspace } = await ada.call('workspace.create', { name: 'Engines' });
  const { workspaceId, generalChannelId } = workspace;
  const terms = { workspaceId, role: 'member', uses: 2, expiresInSeconds: 3_600 } as const;
  const { secret } = await ada.call('invite.create', terms);
  for (const person of [bob, eve]) await person.call('invite.accept', { secret });
  const other = await mallory.call('workspace.create', { name: 'Elsewhere' });
  return { ada, bob, eve, mallory, workspaceId, general: generalChannelId, foreign: other.workspace.generalChannelId };
}
