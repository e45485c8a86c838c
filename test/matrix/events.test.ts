import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Audience } from '../../protocol/events.access.ts';
import { EVENT_ACCESS } from '../../protocol/events.access.ts';
import { Event } from '../../protocol/events.ts';
import { EventsFrame } from '../../protocol/frames.ts';
import { type Push, restored } from './ask.ts';
import { DEEDS } from './deeds.ts';
import { leaksIn, secretsOf } from './secrets.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let pushes = 0;
let occasions = 0;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.server.stop();
  process.stdout.write(`events: ${occasions} occasions, ${pushes} pushes to ${world.lines.size * 2} sockets\n`);
});

const TYPES = Object.keys(EVENT_ACCESS) as (keyof typeof EVENT_ACCESS)[];
const OCCASIONS = TYPES.flatMap((type) => Object.keys(EVENT_ACCESS[type]).map((occasion) => [type, occasion] as const));
/** Here somebody comes to what they could not see before, and others learn who that is. */
const LET_IN = new Set(['added', 'created', 'directStarted', 'invited']);
/** A secret, the hash of one, a token. */
const SECRET = /(?<![\w-])[\w-]{43}(?![\w-])|(?<!\w)[0-9a-f]{64}(?!\w)|eyJ/;

const socketOf = ({ to, looking }: Pick<Push, 'to' | 'looking'>): string => `${to}, ${looking ? 'looking' : 'idle'}`;

/** Who got an event of this type; a frame that is not exactly as the protocol says fails. */
const heard = (all: readonly Push[], type: string): readonly string[] => {
  const got = all.filter(({ text }) => EventsFrame.parse(JSON.parse(text)).events.some((event) => event.type === type));
  return [...new Set(got.map(socketOf))].toSorted();
};

const wanted = ({ looking, idle }: Audience): readonly string[] =>
  [
    ...looking.map((to) => socketOf({ to, looking: true })),
    ...idle.map((to) => socketOf({ to, looking: false })),
  ].toSorted();

describe('who is told', () => {
  test('is declared for every event', () => {
    const known = Event.def.options.flatMap(({ def }) => def.options.map(({ shape }) => shape.type.def.values[0]));
    expect(new Set<string>(TYPES)).toEqual(new Set(known));
  });

  test.each(OCCASIONS)('%s: %s', async (type, occasion) => {
    const deeds = new Map(Object.entries(DEEDS[type]));
    const audience = new Map<string, Audience>(Object.entries(EVENT_ACCESS[type])).get(occasion);
    await deeds.get(occasion)?.(world);
    const { pushes: all } = await restored(world);
    pushes += all.length;
    occasions += 1;
    expect(heard(all, type)).toEqual(audience && wanted(audience));
    const secrets = secretsOf(world);
    const leaks = all.flatMap(({ to, text }) => {
      const never = (secrets.get(to) ?? []).filter((secret) => !LET_IN.has(occasion) || secret.includes('@'));
      return leaksIn(text, never, '').map((leak) => [to, leak, text]);
    });
    expect(leaks).toEqual([]);
    expect(all.filter(({ text }) => SECRET.test(text))).toEqual([]);
  });
});
