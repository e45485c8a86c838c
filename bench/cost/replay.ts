import { SeededRandom } from '../../test/simulation/random.ts';
import { Scheduler } from '../../test/simulation/scheduler.ts';
import { newMembership } from '../../lambdas/flows/create-channel.ts';
import { putMembership } from '../../lambdas/table/channel-member.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { DAY, HOUR, largeShareOf, MESSAGE_CHARACTERS, MINUTE } from './assumptions.ts';
import { Browser } from './browser.ts';
import { Cloud } from './cloud.ts';
import { type Deeds, Habits } from './habits.ts';
import { Meter } from './meter.ts';
import { sizeOf } from './metered-store.ts';
import { Founder, type Population } from './population.ts';
import type { Invocation } from './sandbox.ts';

const BEGIN = Date.UTC(2026, 10, 23, 9);

export interface ReplayOptions {
  readonly people: number;
  /** Share of the present people who are replayed with their browsers; the others are rows and sockets. Default all. */
  readonly share?: number;
  /** Counted time; everything is scaled to a working day of it. */
  readonly hours: number;
  readonly seed?: number;
}

/** How many sequential calls of the store an action's invocations made: how often each number came up. */
export type Trips = ReadonlyMap<string, ReadonlyMap<number, number>>;

export interface Replayed {
  readonly people: number;
  readonly meter: Meter;
  readonly deeds: Deeds;
  /** Multiplies what was counted to one working day of all people. */
  readonly perDay: number;
  readonly answers: Trips;
  readonly pushes: Trips;
  readonly errors: readonly string[];
  readonly storedBytesPerMessage: number;
  readonly idledOut: number;
}

/** Replays working hours of a population on virtual time, after half an hour in which everyone arrives. */
export async function replay({ people, share = 1, hours, seed = 1 }: ReplayOptions): Promise<Replayed> {
  const random = new SeededRandom(seed);
  const scheduler = new Scheduler(random, BEGIN);
  const meter = new Meter();
  const cloud = new Cloud(scheduler, meter);
  const present = Math.round(people * DAY.present);
  const sampled = Math.round(present * share);
  const population = new Founder(cloud.table, random, BEGIN).found(people, sampled);
  meter.count(new Set(population.residents.map(({ userId }) => userId)));
  const deeds: Deeds = { sent: 0, sentToLarge: 0, switches: 0, boots: 0, presenceChanges: 0 };
  const largeShare = largeShareOf(people);
  for (const resident of population.residents) {
    const browsers = resident.accounts.map((account) => new Browser(account, cloud, scheduler));
    const parts = { scheduler, random: random.fork(), resident, population, browsers, largeShare, deeds };
    new Habits(parts).begin();
  }
  haunt({
    cloud,
    scheduler,
    random: random.fork(),
    population,
    rate: largeShare * people * DAY.messages * (1 - share),
  });
  await scheduler.run(BEGIN + 30 * MINUTE);
  const [answers, pushes] = [new Map<string, Map<number, number>>(), new Map<string, Map<number, number>>()];
  cloud.ended = (_name, { charge, answeredAt, pushedAt }: Invocation) => {
    if (answeredAt !== null) tallyUp(answers, charge.cause, answeredAt);
    if (pushedAt !== null) tallyUp(pushes, charge.cause, pushedAt);
  };
  Object.assign(deeds, { sent: 0, sentToLarge: 0, switches: 0, boots: 0, presenceChanges: 0 });
  meter.running = true;
  const before = storedOf(cloud);
  for (let minute = 1; minute <= hours * 60; minute += 1) {
    await scheduler.run(BEGIN + (30 + minute) * MINUTE);
    cloud.gateway.passMinute();
  }
  meter.running = false;
  const after = storedOf(cloud);
  return {
    people,
    meter,
    deeds,
    perDay: (DAY.connectedHours / hours) * (present / sampled),
    answers,
    pushes,
    errors: cloud.errors,
    storedBytesPerMessage: (after.bytes - before.bytes) / Math.max(1, after.messages - before.messages),
    idledOut: cloud.gateway.idledOut,
  };
}

function tallyUp(trips: Map<string, Map<number, number>>, cause: string, count: number): void {
  const own = trips.get(cause) ?? new Map<number, number>();
  trips.set(cause, own);
  own.set(count, (own.get(count) ?? 0) + 1);
}

/** What stays for good: messages and changes, with the 100 bytes that each item costs besides. */
function storedOf({ table }: Cloud): { bytes: number; messages: number } {
  let bytes = 0;
  let messages = 0;
  for (const item of table.all()) {
    if (!/^[ME]#/.test(item.sk)) continue;
    bytes += sizeOf(item) + 100;
    if (item.sk.startsWith('M#')) messages += 1;
  }
  return { bytes, messages };
}

interface Haunting {
  readonly cloud: Cloud;
  readonly scheduler: Scheduler;
  readonly random: SeededRandom;
  readonly population: Population;
  /** Messages of ghosts to the large channel in a working day. */
  readonly rate: number;
}

/** Those who are not replayed write to the large channel at their true rate, and read it now and then. */
function haunt({ cloud, scheduler, random, population: { ghosts, large, workspaceId }, rate }: Haunting): void {
  const [speaker] = ghosts;
  if (!speaker) return;
  const { userId, connectionId } = speaker;
  for (const ghost of ghosts) cloud.gateway.addGhost(ghost.userId, ghost.connectionId);
  cloud.table.write([putMembership(newMembership({ channelId: large, workspaceId }, userId, scheduler.now()))]);
  const say = (): void => {
    const clientMessageId = Buffer.from(random.bytes(16)).toString('hex').slice(0, 26);
    const text = 'lorem '.repeat(random.pick(MESSAGE_CHARACTERS) / 6);
    const input = { channelId: large, clientMessageId, text };
    cloud.gateway.say(connectionId, JSON.stringify({ id: '1', action: 'message.send', input }));
    scheduler.after(-Math.log(1 - random.next()) * (HOUR / (rate / DAY.connectedHours)), say);
  };
  scheduler.after(MINUTE, say);
  const read = (): void => {
    for (const ghost of ghosts) {
      if (!random.chance(GHOST_READS / (DAY.connectedHours * 60))) continue;
      const key = keys.subscription(large, ghost.userId, ghost.connectionId);
      cloud.table.write([{ update: key, changes: { set: { open: random.chance(GHOST_OPEN) }, remove: ['hinted'] } }]);
    }
    scheduler.after(MINUTE, read);
  };
  scheduler.after(MINUTE, read);
}

/** Times a day that somebody reads the large channel, and the share of them who have it open. */
const GHOST_READS = 12;
const GHOST_OPEN = 0.03;
