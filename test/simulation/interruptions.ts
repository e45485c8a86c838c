/** Short stretches in which a process dies at the one moment that matters: chance alone meets it too seldom. */
import { keys } from '../../lambdas/table/schema.ts';
import { change, send } from './people.ts';
import type { Play } from './play.ts';
import type { SeededRandom } from './random.ts';
import type { Tab } from './tab.ts';
import type { Person } from './world.ts';

/** Long enough for a page to be live, unless too much goes wrong. */
const ARRIVAL_MS = 3_000;
const MOMENT_MS = 1_500;

const comes = (play: Play, person: Person, channelId: string): Tab => {
  person.browser.setOnline(true);
  return play.start(person, channelId);
};

/** The owner removes somebody; the process dies right after the fact, before it tells or tidies up. The others write on. */
export async function aRemovalCutShort(play: Play, random: SeededRandom): Promise<void> {
  const { people, faults, backend, place } = play.world;
  const channelId = place.secret;
  const [owner, ...others] = people;
  const isIn = ({ userId }: Person): boolean => backend.store.get(keys.channelMember(channelId, userId)) !== undefined;
  const members = others.filter(isIn);
  if (!owner || members.length === 0) return;
  const leaver = random.pick(members);
  comes(play, leaver, channelId);
  const tab = comes(play, owner, channelId);
  await play.pass(ARRIVAL_MS);
  const forget = faults.provoke('crashAfter', 'store.write', () => !isIn(leaver));
  play.try(() => tab.engine.request('channel.removeMember', { channelId, userId: leaver.userId }));
  await play.pass(MOMENT_MS);
  forget();
  send(play, tab, channelId);
  await play.pass(MOMENT_MS);
}

/** Somebody changes a message; the process dies with a number that it has taken. Perhaps nobody writes behind it. */
export async function aNumberLeftBehind(play: Play, random: SeededRandom): Promise<void> {
  const { people, faults, backend, place } = play.world;
  const channelId = place.general;
  const seq = (): unknown => backend.store.get(keys.channel(channelId))?.['seq'];
  const tab = comes(play, random.pick(people), channelId);
  await play.pass(ARRIVAL_MS);
  send(play, tab, channelId);
  await play.pass(MOMENT_MS);
  const before = seq();
  const forget = faults.provoke('crashAfter', 'store.update', () => seq() !== before);
  change(play, tab, channelId, random);
  await play.pass(MOMENT_MS);
  forget();
}
