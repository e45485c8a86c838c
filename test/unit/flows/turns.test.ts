import { expect, it } from 'vitest';
import { messageDelete } from '../../../lambdas/actions/message-delete.ts';
import { messageEdit } from '../../../lambdas/actions/message-edit.ts';
import { messageList } from '../../../lambdas/actions/message-list.ts';
import { messageSend } from '../../../lambdas/actions/message-send.ts';
import { syncChanges } from '../../../lambdas/actions/sync-changes.ts';
import { endMembership } from '../../../lambdas/flows/end-membership.ts';
import { startMembership } from '../../../lambdas/flows/start-membership.ts';
import type { Message } from '../../../protocol/message.ts';
import { Problem } from '../../../protocol/errors.ts';
import { Crash, Turns } from '../../support/turns.ts';
import { type Person, World } from '../../support/world.ts';

const SEEDS = 40;
const MESSAGES = 6;

/** A client that folds events into its state, as the app's store does. */
class Reader {
  readonly messages = new Map<number, Message>();
  through = 0;

  take(messages: readonly Message[], through: number): void {
    for (const message of messages) {
      const before = this.messages.get(message.seq);
      if (!before || message.lastSeq > before.lastSeq) this.messages.set(message.seq, message);
    }
    this.through = Math.max(this.through, through);
  }
  get state(): readonly Message[] {
    return [...this.messages.values()].toSorted((a, b) => a.seq - b.seq);
  }
}

class Run {
  readonly world = new World();
  readonly turns: Turns;
  readonly acks = new Map<string, Message>();
  readonly pages: { readonly reset: boolean; readonly ascending: boolean }[] = [];
  channelId = '';

  constructor(seed: number) {
    this.turns = new Turns(seed, 0.04);
  }

  /** Until it is answered or refused: what a client does. */
  async insist<T>(work: (store: World['store']) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await this.turns.invocation(this.world.store, (store) => work(store as World['store']));
      } catch (error) {
        if (error instanceof Problem && error.code === 'forbidden') return undefined;
        const again = error instanceof Crash || (error instanceof Problem && error.code === 'unavailable');
        if (!again) throw error;
      }
    }
  }

  async write(who: Person): Promise<void> {
    const { world, channelId } = this;
    for (let i = 0; i < MESSAGES; i++) {
      const input = { channelId, clientMessageId: `${who.userId.slice(-4)}-msg-${i}`, text: `Text ${i}` };
      const sent = await this.insist((store) => world.call('message.send', messageSend, who, input, { store }));
      if (!sent) continue;
      const { seq } = sent.message;
      this.acks.set(input.clientMessageId, sent.message);
      const what = this.turns.random();
      if (what < 0.3) {
        const edit = { channelId, seq, text: `Changed ${i}` };
        await this.insist((store) => world.call('message.edit', messageEdit, who, edit, { store }));
      } else if (what < 0.4) {
        const one = { channelId, seq };
        await this.insist((store) => world.call('message.delete', messageDelete, who, one, { store }));
      }
    }
  }

  async read(who: Person, reader: Reader): Promise<void> {
    const { world, channelId } = this;
    for (let i = 0; i < 8; i++) {
      if (i % 4 === 0) {
        const page = await this.insist((store) =>
          world.call('message.list', messageList, who, { channelId, limit: 100 }, { store }),
        );
        if (page && page.through >= reader.through) reader.take(page.messages, page.through);
      }
      await this.catchUp(who, reader);
    }
  }

  async catchUp(who: Person, reader: Reader): Promise<void> {
    const { world, channelId } = this;
    const input = { channelId, after: reader.through };
    const page = await this.insist((store) => world.call('sync.changes', syncChanges, who, input, { store }));
    if (!page) return;
    const numbers = page.events.map(({ seq }) => seq);
    this.pages.push({
      reset: page.reset,
      ascending: numbers.every((seq, i) => i === 0 || seq > (numbers[i - 1] ?? 0)),
    });
    reader.take(
      page.events.map(({ message }) => message),
      page.through,
    );
  }

  async comeAndGo(manager: Person, who: Person): Promise<void> {
    const { world, channelId } = this;
    for (let i = 0; i < 3; i++) {
      await this.insist(async (store) =>
        endMembership(world.scope(store), await world.head(channelId), who.userId, 'removed', manager.userId),
      );
      await this.insist(async (store) =>
        startMembership(world.scope(store), await world.head(channelId), [who.userId], 'added', manager.userId),
      );
    }
  }
}

it.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
  'any order of steps, with workers that die at them, keeps the promises (seed %i)',
  async (seed) => {
    const run = new Run(seed);
    const { world } = run;
    await world.found();
    const [ada, ben, cy] = [await world.person(), await world.person(), await world.person()];
    run.channelId = await world.channel('news', seed % 2 === 0 ? 'public' : 'private', [ada, ben, cy]);
    const readers = [new Reader(), new Reader()];
    const all = [ada, ben, cy].map((who) => () => run.write(who));
    await run.turns.run(
      [...all, ...readers.map((reader) => () => run.read(ada, reader)), () => run.comeAndGo(ada, cy)],
      () => (world.time += Math.floor(run.turns.random() * 60)),
    );
    expect(run.pages.filter(({ reset, ascending }) => reset || !ascending)).toEqual([]);
    const fresh = new Reader();
    world.time += 2_000;
    const input = { channelId: run.channelId, after: 0 };
    const last = await world.call('sync.changes', syncChanges, ada, input);
    const page = await world.call('message.list', messageList, ada, { channelId: run.channelId, limit: 100 });
    const { seq } = await world.head(run.channelId);
    expect([last.through, page.through, page.hasBefore]).toEqual([seq, seq, false]);
    fresh.take(page.messages, page.through);
    for (const reader of [...readers, new Reader()]) {
      const missed = await world.call('sync.changes', syncChanges, ada, { ...input, after: reader.through });
      reader.take(
        missed.events.map(({ message }) => message),
        missed.through,
      );
      expect(reader.state).toEqual(fresh.state);
    }
    const own = fresh.state.filter(({ notice }) => notice === null);
    expect(new Set(own.map((message) => message.author + message.clientMessageId)).size).toBe(own.length);
    for (const [clientMessageId, acked] of run.acks) {
      expect(own.find((message) => message.seq === acked.seq)?.clientMessageId).toBe(clientMessageId);
    }
    world.store.close();
  },
);
