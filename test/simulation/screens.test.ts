import { describe, expect, it } from 'vitest';
import { unsettled } from './level.ts';
import { Play } from './play.ts';
import type { Tab } from './tab.ts';
import { emailOf, PASSWORD, type Person, prepare, World } from './world.ts';

/** Longer than anything here takes, virtual milliseconds. */
const A_WHILE = 10_000;
const prepared = prepare();

async function scene(): Promise<{ readonly play: Play; readonly ada: Person; readonly tab: Tab }> {
  const world = new World(await prepared, { seed: 1 });
  world.scheduler.isSteady = true;
  const play = new Play(world);
  const [ada] = world.people;
  if (!ada) throw new Error('nobody is there');
  const tab = play.start(ada, world.place.general);
  await play.pass(A_WHILE);
  return { play, ada, tab };
}

async function logOut(play: Play, { engine }: Tab): Promise<void> {
  play.try(() => engine.session.logOut());
  await play.pass(A_WHILE);
  expect(engine.store.get('session').phase).toBe('out');
}

async function logIn(play: Play, { engine }: Tab, { name }: Person): Promise<void> {
  play.try(() => engine.session.logIn(emailOf(name), PASSWORD));
  await play.pass(A_WHILE);
}

/** What it shows, and what of that it lacks. */
const screenOf = (play: Play, tab: Tab) => ({ shown: play.shownIn(tab), lacks: unsettled(play, tab) });

describe('what people have on screen, in the simulation as in the app,', () => {
  it('comes up again in a tab that was frozen while they logged out and in again elsewhere', async () => {
    const { play, ada, tab } = await scene();
    const { general, secret } = play.world.place;
    const other = play.start(ada, secret);
    await play.pass(A_WHILE);
    tab.freeze();
    await logOut(play, other);
    await logIn(play, other, ada);
    tab.thaw();
    await play.pass(A_WHILE);
    expect(screenOf(play, tab)).toEqual({ shown: [general], lacks: null });
    expect(screenOf(play, other)).toEqual({ shown: [secret], lacks: null });
  });

  it('is there in a tab that was opened while nobody was logged in', async () => {
    const { play, ada, tab } = await scene();
    const { general, direct } = play.world.place;
    await logOut(play, tab);
    const other = play.start(ada, direct);
    await play.pass(A_WHILE);
    await logIn(play, tab, ada);
    expect(screenOf(play, tab)).toEqual({ shown: [general], lacks: null });
    expect(screenOf(play, other)).toEqual({ shown: [direct], lacks: null });
  });
});
