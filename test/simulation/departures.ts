/** Who leaves the workspace, is taken out of it, comes back by an invitation, logs out and in again. */
import { keys } from '../../lambdas/table/schema.ts';
import { logInAgain } from './log-in-again.ts';
import type { Play } from './play.ts';
import { mixed, SeededRandom } from './random.ts';
import type { Tab } from './tab.ts';
import type { Person } from './world.ts';

/** Runs in which people come and go: one of eight. */
export const comesAndGoes = (seed: number): boolean => seed % 8 === 3;

/** Whether a person is in the workspace, by the table. */
export function isInside({ world: { backend, place } }: Play, { userId }: Person): boolean {
  const row = backend.store.get(keys.workspaceMember(place.workspaceId, userId));
  return row !== undefined && row['gone'] === undefined;
}

/** At about one turn in eight somebody comes or goes. The draws are their own. The owner stays. */
export function comeOrGo(play: Play, turn: number): void {
  const random = new SeededRandom(mixed(play.world.seed, 0x676f6e65 + turn));
  if (!random.chance(0.12)) return;
  const [owner, ...others] = play.world.people;
  const person = random.pick(others);
  const [tab, theirs] = [owner && awake(owner), awake(person)];
  if (!tab || !theirs) return;
  if (theirs.engine.store.get('session').phase === 'out') logInAgain(play, person);
  else if (random.chance(0.3)) logOut(play, person, theirs, random);
  else if (isInside(play, person)) leave(play, person, { tab, theirs }, random.chance(0.6));
  else comeBack(play, { tab, theirs });
}

const awake = ({ browser }: Person): Tab | undefined => browser.tabs.find((one) => !one.isFrozen);

interface Hands {
  /** The owner's. */
  readonly tab: Tab;
  readonly theirs: Tab;
}

export function leave(play: Play, { userId }: Person, { tab, theirs }: Hands, removed: boolean): void {
  const { workspaceId } = play.world.place;
  play.try(() =>
    removed
      ? tab.engine.request('member.remove', { workspaceId, userId })
      : theirs.engine.request('workspace.leave', { workspaceId }),
  );
}

/** By a new invitation: one from before a removal does not bring anybody back. */
function comeBack(play: Play, { tab, theirs }: Hands): void {
  const { workspaceId } = play.world.place;
  const wanted = { workspaceId, role: 'member', uses: 1, expiresInSeconds: 3_600 } as const;
  play.try(async () => {
    const { secret } = await tab.engine.request('invite.create', wanted);
    await theirs.engine.request('invite.accept', { secret });
  });
}

/** Here, or by the list of one's devices. Whoever did it logs in again. */
function logOut(play: Play, { browser }: Person, { engine }: Tab, random: SeededRandom): void {
  play.loggedOut.set(browser, -Infinity);
  const { sessionId } = engine.store.get('session');
  if (sessionId === null || random.chance(0.6)) play.try(() => engine.session.logOut());
  else play.try(() => engine.request('session.end', { sessionId }));
}
