/** Every action of the contract map that browsers do not take of their own accord, in inputs made from its own schema: also one that is new. */
import * as fc from 'fast-check';
import type { ActionName, Input } from '../../protocol/contracts.ts';
import { isActionName } from '../../protocol/contracts.ts';
import { describeProtocol } from '../../protocol/json-schemas.ts';
import { knownFor, resolved } from '../fuzz/placeholders.ts';
import { fitting } from '../fuzz/schema-values.ts';
import type { Known } from '../fuzz/world.ts';
import type { Play } from './play.ts';
import { mixed, SeededRandom } from './random.ts';
import { emailOf } from './world.ts';

/** Taken with care for what follows (departures.ts). */
const OF_DEPARTURES: ReadonlySet<ActionName> = new Set<ActionName>([
  'session.logOut',
  'session.end',
  'workspace.leave',
  'member.remove',
]);

/** The engine takes these as it needs them: taken by anybody else they would contradict it. */
const OF_THE_ENGINE: ReadonlySet<ActionName> = new Set<ActionName>([
  'socket.ticket',
  'socket.hello',
  'socket.renew',
  'socket.look',
  'sync.start',
  'sync.check',
  'sync.changes',
  'message.send',
  'message.edit',
  'message.delete',
  'message.list',
  'readMarker.move',
  'readMarker.count',
  'presence.set',
  'session.logIn',
  'session.refresh',
]);

const ENDS_LOG_INS = 'whoever takes it is logged out for good, or has another password than the world knows';
const KEEPS_OUT =
  'nobody logs in after it until the clock that it went by is past: minutes here, where clocks are wrong';
const BEFORE = 'accounts are made before anything goes wrong (world.ts)';

/** What no run takes, and why. */
export const LEFT_OUT: { readonly [action in ActionName]?: string } = {
  'session.register': BEFORE,
  'session.resendCode': BEFORE,
  'session.confirm': BEFORE,
  'session.logOutEverywhere': KEEPS_OUT,
  'session.forgotPassword': ENDS_LOG_INS,
  'session.resetPassword': ENDS_LOG_INS,
  'session.changePassword': ENDS_LOG_INS,
  'account.deactivate': ENDS_LOG_INS,
  'account.reactivate': ENDS_LOG_INS,
};

interface Choice {
  readonly action: ActionName;
  readonly inputs: fc.Arbitrary<unknown>;
}
const isChosen = (name: ActionName): boolean =>
  !OF_THE_ENGINE.has(name) && !OF_DEPARTURES.has(name) && LEFT_OUT[name] === undefined;
const CHOICES: readonly Choice[] = describeProtocol().actions.flatMap(({ name, input }) =>
  isActionName(name) && isChosen(name) ? [{ action: name, inputs: fitting(input, { known: knownFor }) }] : [],
);

/** Runs in which people also take all other actions: one of eight. */
export const takesAny = (seed: number): boolean => seed % 8 === 7;

/** At once, with different inputs: most of them are refused. */
const TAKES = 3;

/** Somebody takes an action with inputs that its schema allows. The draws are their own. */
export function takeAny(play: Play, turn: number): void {
  const random = new SeededRandom(mixed(play.world.seed, 0x616e79 + turn));
  const tabs = play.world.tabs().filter((tab) => !tab.isFrozen);
  if (tabs.length === 0) return;
  const { engine } = random.pick(tabs);
  const { action, inputs } = random.pick(CHOICES);
  for (const drawn of fc.sample(inputs, { seed: random.between(1, 2 ** 31), numRuns: TAKES })) {
    // It fits the schema; what the contract asks for besides, the server says.
    const input = resolved(drawn, knownIn(play)) as Input<ActionName>;
    play.try(() => engine.request(action, input));
  }
}

function knownIn({ world: { people, place } }: Play): Known {
  return {
    person: people.map(({ userId }) => userId),
    workspace: [place.workspaceId],
    channel: [place.general, place.secret, place.direct],
    session: [],
    secret: [place.invite.secret],
    invite: [place.invite.inviteId],
    email: people.map(({ name }) => emailOf(name)),
  };
}
