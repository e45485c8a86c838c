import { directIdOf } from '../../lambdas/domain/direct-id.ts';
import { encoded, userIdOf } from '../../lambdas/domain/ids.ts';
import { hashOf, newSecret, seal } from '../../lambdas/domain/secrets.ts';
import { newMembership } from '../../lambdas/flows/create-channel.ts';
import { putChannel } from '../../lambdas/table/channel.ts';
import { putChannelCount } from '../../lambdas/table/channel-count.ts';
import { putMembership } from '../../lambdas/table/channel-member.ts';
import { putDevice } from '../../lambdas/table/device.ts';
import { putSession } from '../../lambdas/table/session.ts';
import { putSubscription } from '../../lambdas/table/subscription.ts';
import { putUser } from '../../lambdas/table/user.ts';
import { putWorkspace } from '../../lambdas/table/workspace.ts';
import { putWorkspaceMember } from '../../lambdas/table/workspace-member.ts';
import type { ChannelKind } from '../../protocol/channel.ts';
import type { SeededRandom } from '../../test/simulation/random.ts';
import { CONVERSATIONS, DAY, HOUR, LARGE_JOINED } from './assumptions.ts';
import type { Account } from './browser.ts';
import type { Table } from './table.ts';
import { refreshTokenFor } from './tokens.ts';

/** A present person with everything that they are in. */
export interface Resident {
  readonly userId: string;
  readonly accounts: readonly Account[];
  /** Team channels, the home first. */
  readonly channels: readonly string[];
  readonly directs: readonly string[];
  readonly partners: readonly string[];
  readonly inLarge: boolean;
}

export interface Population {
  readonly workspaceId: string;
  readonly large: string;
  readonly residents: readonly Resident[];
  /** Members of the large channel who are present in the table and at the gateway only. */
  readonly ghosts: readonly { readonly userId: string; readonly connectionId: string }[];
}

const idOf = (prefix: 'W' | 'C', number: number): string => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return prefix + encoded(bytes);
};
const subOf = (number: number): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

const isInLarge = (number: number): boolean => number % 7 < Math.round((LARGE_JOINED / DAY.present) * 7);

/** Rows of a workspace in the middle of its life. Who is absent today costs nothing and is left out. */
export class Founder {
  readonly #table: Table;
  readonly #random: SeededRandom;
  readonly #now: number;
  readonly #workspaceId = idOf('W', 1);
  #channels = 0;

  constructor(table: Table, random: SeededRandom, now: number) {
    this.#table = table;
    this.#random = random;
    this.#now = now;
  }

  /** @param people of the whole workspace. @param sampled how many present people are replayed; the others are ghosts. */
  found(people: number, sampled: number): Population {
    const present = Math.round(people * DAY.present);
    const general = this.#channel('public', 'general', true, []);
    const large = this.#channel('public', 'everyone', false, []);
    this.#table.write([
      putWorkspace({
        workspaceId: this.#workspaceId,
        name: 'Acme',
        generalChannelId: general,
        createdBy: userIdOf(subOf(1)),
        createdAt: this.#now,
      }),
    ]);
    const ids = Array.from({ length: sampled }, (_, index) => userIdOf(subOf(index + 1)));
    const teams = this.#teams(ids);
    const directs = this.#directs(ids);
    const residents = ids.map((userId, index): Resident => {
      const inLarge = isInLarge(index);
      const own = { channels: teams.get(userId) ?? [], directs: directs.get(userId) ?? [] };
      const all = [general, ...(inLarge ? [large] : []), ...own.channels, ...own.directs.map(({ id }) => id)];
      return {
        userId,
        inLarge,
        accounts: this.#register(userId, index + 1, all),
        channels: own.channels,
        directs: own.directs.map(({ id }) => id),
        partners: own.directs.map(({ partner }) => partner),
      };
    });
    const others = Array.from({ length: present - sampled }, (_, index) => sampled + index).filter(isInLarge);
    const ghosts = others.flatMap((number) => this.#ghost(number + 1, large));
    return { workspaceId: this.#workspaceId, large, residents, ghosts };
  }

  #teams(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
    const channels = new Map<string, string[]>(ids.map((id) => [id, []]));
    for (let round = 0; round < CONVERSATIONS.channels; round += 1) {
      const order = round === 0 ? [...ids] : this.#shuffled(ids);
      const count = Math.max(1, Math.round(order.length / CONVERSATIONS.channelPeople));
      for (let team = 0; team < count; team += 1) {
        const isPrivate = (round * count + team) % CONVERSATIONS.privateEvery === 0;
        const channel = this.#channel(isPrivate ? 'private' : 'public', `team-${round}-${team}`, false, []);
        const from = Math.floor((team * order.length) / count);
        for (const id of order.slice(from, Math.floor(((team + 1) * order.length) / count)))
          channels.get(id)?.push(channel);
      }
    }
    return channels;
  }

  #directs(ids: readonly string[]): ReadonlyMap<string, readonly { readonly id: string; readonly partner: string }[]> {
    const directs = new Map<string, { id: string; partner: string }[]>(ids.map((id) => [id, []]));
    for (let step = 1; step <= CONVERSATIONS.directs / 2; step += 1) {
      for (const [index, one] of ids.entries()) {
        const other = ids[(index + step) % ids.length] ?? one;
        if (other === one || directs.get(one)?.some(({ partner }) => partner === other)) continue;
        const id = this.#channel('direct', '', false, [one, other].toSorted());
        directs.get(one)?.push({ id, partner: other });
        directs.get(other)?.push({ id, partner: one });
      }
    }
    return directs;
  }

  #channel(kind: ChannelKind, name: string, general: boolean, people: string[]): string {
    this.#channels += 1;
    const channelId = kind === 'direct' ? directIdOf(this.#workspaceId, people) : idOf('C', this.#channels);
    const facts = { name, topic: `What ${name} is about`, purpose: '', archived: false, general, people };
    const createdBy = userIdOf(subOf(1));
    const channel = { channelId, workspaceId: this.#workspaceId, kind, ...facts, createdBy };
    this.#table.write([putChannel({ ...channel, createdAt: this.#now, lastSeq: 0 })]);
    if (kind !== 'direct') this.#table.write([putChannelCount(channelId)]);
    return channelId;
  }

  #register(userId: string, number: number, channelIds: readonly string[]): readonly Account[] {
    const displayName = `Person Number ${number}`;
    const profile = { userId, displayName, title: 'Something in the office', timeZone: 'Europe/Berlin' };
    const createdAt = this.#now;
    this.#table.write([
      putUser({ ...profile, email: `person.number.${number}@example.org`, operator: false, createdAt }),
    ]);
    const { workspaceId } = this.#workspace;
    this.#table.write([putWorkspaceMember({ workspaceId, profile, role: 'member', joinedAt: createdAt })]);
    for (const channelId of channelIds) {
      this.#table.write([putMembership(newMembership({ channelId, workspaceId }, userId, createdAt))]);
    }
    const second = Math.floor(number * (DAY.browsers - 1)) > Math.floor((number - 1) * (DAY.browsers - 1));
    return (second ? [1, 2] : [1]).map((device) => this.#logIn(userId, number, device));
  }

  get #workspace() {
    return { workspaceId: this.#workspaceId };
  }

  #logIn(userId: string, number: number, device: number): Account {
    const random = this.#random;
    const secret = newSecret(random);
    const hash = hashOf(secret);
    const sub = subOf(number);
    const sessionId = `${sub.slice(0, -1)}${device}-origin`;
    const now = this.#now;
    const sealed = seal(`${refreshTokenFor(sub, sessionId)}.${'x'.repeat(1_700)}`, secret, random);
    this.#table.write([putSession({ hash, userId, sub, sessionId, sealed, lastSeenAt: now })]);
    this.#table.write([putDevice({ userId, sessionId, hash, device: 'Firefox', createdAt: now, lastSeenAt: now })]);
    return { userId, secret };
  }

  /** Someone of whom the large channel's audience is all that matters. */
  #ghost(number: number, large: string): readonly { readonly userId: string; readonly connectionId: string }[] {
    const userId = userIdOf(subOf(number));
    const second = Math.floor(number * (DAY.browsers - 1)) > Math.floor((number - 1) * (DAY.browsers - 1));
    return (second ? [1, 2] : [1]).map((device) => {
      const connectionId = `ghost${String(number).padStart(9, '0')}${device}=`;
      const subscriber = { userId, connectionId, exp: this.#now + 48 * HOUR, endsAt: this.#now + 48 * HOUR };
      this.#table.write([putSubscription(large, subscriber, false)]);
      return { userId, connectionId };
    });
  }

  #shuffled(ids: readonly string[]): string[] {
    const rest = [...ids];
    for (let index = rest.length - 1; index > 0; index -= 1) {
      const other = this.#random.between(0, index);
      const held = rest[index] ?? '';
      rest[index] = rest[other] ?? '';
      rest[other] = held;
    }
    return rest;
  }
}
