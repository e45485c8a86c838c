/** People who send in one channel of a runtime, and what became of what they were told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, populate, post, type Population } from '../peers/accounts.ts';
import { within } from './within.ts';
import { Sender } from './sender.ts';

interface Stored {
  readonly seq: number;
  readonly clientMessageId: string;
  readonly notice: object | null;
}

export interface Tally {
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged, and not there under the number that was told. */
  readonly lost: number;
  readonly doubled: number;
  /** Numbers against the order in which their author sent. */
  readonly disordered: number;
}

const PATIENCE_MS = 60_000;

export class Load {
  readonly senders: readonly Sender[];
  readonly #port: number;
  readonly #channelId: string;
  readonly #token: string;

  private constructor(port: number, channelId: string, token: string, senders: readonly Sender[]) {
    this.#port = port;
    this.#channelId = channelId;
    this.#token = token;
    this.senders = senders;
  }

  /** Registers people on a fresh runtime and puts them into a channel; `text` goes with each message. */
  static async prepare(port: number, folder: string, people: number, text = ''): Promise<Load> {
    const file = join(folder, 'people.json');
    await populate(port, people, file);
    const { workspaceId, accounts } = JSON.parse(readFileSync(file, 'utf8')) as Population;
    const [owner = ''] = accounts.map(({ accessToken }) => accessToken);
    const input = { workspaceId, name: 'load', kind: 'public' };
    const created = await post(port, addressOf(0), 'channel.create', input, owner);
    const { channelId } = (created['own'] as { channel: { channelId: string } }).channel;
    const senders: Sender[] = [];
    for (const [i, { accessToken: token }] of accounts.entries()) {
      if (i > 0) await post(port, addressOf(i), 'channel.join', { channelId }, token);
      senders.push(new Sender(port, channelId, { from: addressOf(i), token }, { name: `sender-${i}`, text }));
    }
    return new Load(port, channelId, owner, senders);
  }

  get acknowledged(): number {
    return this.senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);
  }

  async connect(): Promise<void> {
    await Promise.all(this.senders.map((sender) => sender.connect()));
  }

  /** Waits until `count` more messages are acknowledged. */
  async flows(count = 20): Promise<void> {
    const enough = this.acknowledged + count;
    await within(PATIENCE_MS, `${count} acknowledgements`, () => this.acknowledged >= enough);
  }

  /** Lets everything that is pending be acknowledged, and no more. */
  async finish(): Promise<void> {
    for (const sender of this.senders) sender.stop();
    await within(PATIENCE_MS, 'the last acknowledgements', () => this.senders.every((sender) => sender.idle));
  }

  close(): void {
    for (const sender of this.senders) sender.close();
  }

  /** Reads the channel back and compares. */
  async tally(): Promise<Tally> {
    const told = this.senders.flatMap((sender) => [...sender.acknowledged]);
    await this.#settled(Math.max(0, ...told.map(([, seq]) => seq)));
    const stored = (await this.#history()).filter(({ notice }) => notice === null);
    const seqOf = new Map(stored.map(({ clientMessageId, seq }) => [clientMessageId, seq]));
    const numbers = this.senders.map(({ sent }) => sent.map((id) => seqOf.get(id) ?? 0).filter((seq) => seq > 0));
    return {
      acknowledged: told.length,
      stored: stored.length,
      lost: told.filter(([id, seq]) => seqOf.get(id) !== seq).length,
      doubled: stored.length - seqOf.size,
      disordered: numbers.flatMap((seqs) => seqs.filter((seq, i) => i > 0 && seq <= (seqs[i - 1] ?? 0))).length,
    };
  }

  /** Waits until readers may pass every number: what killed writers left open is voided about a second later. */
  async #settled(seq: number): Promise<void> {
    let after = 0;
    await within(PATIENCE_MS, `number ${seq} to be settled`, async () => {
      after = Number((await this.#read('sync.changes', { after, limit: 200 }))['through']);
      return after >= seq;
    });
  }

  async #history(): Promise<Stored[]> {
    const all: Stored[] = [];
    for (let after = 0; ;) {
      const page = await this.#read('message.list', { after, limit: 100 });
      const messages = page['messages'] as readonly Stored[];
      all.push(...messages);
      const last = messages.at(-1);
      if (!last || page['hasAfter'] !== true) return all;
      after = last.seq;
    }
  }

  #read(action: string, input: object): Promise<Record<string, unknown>> {
    return this.ask(action, { channelId: this.#channelId, ...input });
  }

  /** Asks as the first of the people, by HTTP. @throws when it is refused */
  ask(action: string, input: object): Promise<Record<string, unknown>> {
    return post(this.#port, addressOf(0), action, input, this.#token);
  }
}
