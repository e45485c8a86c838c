import { expect, test } from 'vitest';
import { keys } from '../../../lambdas/table/schema.ts';
import type { ErrorBody } from '../../../protocol/errors.ts';
import type { Message } from '../../../protocol/message.ts';
import { CANARY } from '../../support/runtime-browser.ts';
import { Person } from '../../support/runtime-person.ts';
import { SEND_LIMIT, type Suite } from '../../support/runtime-suite.ts';

/** Numbers from the lowest to the highest, without a gap. */
const isUnbroken = (numbers: readonly number[]): boolean =>
  numbers.toSorted((a, b) => a - b).every((n, index, all) => n === (all[0] ?? 0) + index);

/** Sends that are left to who sends very fast. */
const LEFT = 20;

export function sendingTests(suite: Suite): void {
  test.each(['public', 'private'] as const)(
    'in a %s channel, one id is one message, over both transports',
    async (kind) => {
      const { bob } = suite.cast;
      const channelId = await suite.channel(kind);
      const socket = await bob.open(channelId);
      const id = crypto.randomUUID();
      const sent = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          n % 2 === 0 ? bob.say(channelId, 'once', id) : socket.say(channelId, 'once', id),
        ),
      );
      for (const message of sent) expect(message).toEqual(sent[0]);
      expect(await bob.say(channelId, 'another text', id)).toEqual(sent[0]);
      const { messages } = await bob.call('message.list', { channelId });
      expect(messages.filter(({ notice }) => !notice)).toEqual([sent[0]]);
      const { events, through } = await bob.call('sync.changes', { channelId, after: 0 });
      expect(events.filter(({ message }) => message.clientMessageId === id)).toHaveLength(1);
      expect(through).toBeGreaterThanOrEqual(sent[0]?.seq ?? Infinity);
      socket.close();
    },
  );

  test('an id that was used elsewhere is not used again', async () => {
    const { bob } = suite.cast;
    const [one, other] = [await suite.channel(), await suite.channel()];
    const { clientMessageId } = await bob.say(one, 'here');
    expect(await bob.refused('message.send', { channelId: other, clientMessageId, text: 'there' })).toMatchObject({
      code: 'conflict',
      reason: 'message_id_used',
    });
  });

  test('numbers of parallel senders are contiguous, and everyone sees one order', async () => {
    const { ada, bob, eve } = suite.cast;
    const channelId = await suite.channel('public', [bob, eve]);
    const senders = [ada, bob, eve];
    const sockets = await Promise.all(senders.map((person) => person.open(channelId)));
    const { seq: before } = await ada.say(channelId, 'first');
    const sent = await Promise.all(
      sockets.flatMap((socket, who) => [0, 1, 2, 3, 4, 5].map((n) => socket.say(channelId, `${who}/${n}`))),
    );
    const seqs = sent.map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(18);
    expect(isUnbroken([before, ...seqs])).toBe(true);
    const views = await Promise.all(senders.map((person) => person.call('message.list', { channelId })));
    for (const { messages } of views) expect(messages).toEqual(views[0]?.messages);
    const ords = (views[0]?.messages ?? []).filter(({ notice }) => !notice).map(({ ord }) => ord);
    expect(isUnbroken(ords)).toBe(true);
    for (const [who, socket] of sockets.entries()) {
      for (const { text } of sent.filter((message) => !message.text.startsWith(`${who}/`))) {
        await socket.posted(text.replace(` ${CANARY}`, ''));
      }
    }
  });

  test('the author edits and deletes, and nobody else', async () => {
    const { ada, bob } = suite.cast;
    const channelId = await suite.channel();
    const { seq } = await bob.say(channelId, 'draft');
    const socket = await ada.open(channelId);
    const text = `final ${CANARY}`;
    const edited = await bob.call('message.edit', { channelId, seq, text });
    expect(edited.message).toMatchObject({ seq, text, lastSeq: edited.seq, editedAt: expect.any(Number) });
    expect(edited.seq).toBe(seq + 1);
    expect((await socket.event('message.edited')).message).toEqual(edited.message);
    // The same text again is no change and takes no number.
    expect(await bob.call('message.edit', { channelId, seq, text })).toEqual(edited);
    for (const action of ['message.edit', 'message.delete'] as const) {
      const input = action === 'message.edit' ? { channelId, seq, text: 'mine' } : { channelId, seq };
      expect((await ada.refused(action, input)).code).toBe('forbidden');
    }
    const deleted = await bob.call('message.delete', { channelId, seq });
    expect(deleted.message).toMatchObject({ seq, text: '', deletedAt: expect.any(Number) });
    expect((await socket.event('message.deleted')).message).toEqual(deleted.message);
    expect(await bob.refused('message.edit', { channelId, seq, text })).toMatchObject({ reason: 'deleted' });
  });

  test('parallel edits leave the latest state, the same for all', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    const { seq } = await bob.say(channelId, 'draft');
    const edits = await Promise.all(
      [1, 2, 3, 4].map((n) => bob.ask('message.edit', { channelId, seq, text: `version ${n} ${CANARY}` })),
    );
    const states = edits.flatMap((edit) => (edit.ok ? [edit.output.message] : []));
    const latest = states.toSorted((a, b) => a.lastSeq - b.lastSeq).at(-1);
    const { messages } = await bob.call('message.list', { channelId });
    expect(messages.find((message) => message.seq === seq)).toEqual(latest);
    const { events } = await bob.call('sync.changes', { channelId, after: seq });
    expect(events.at(-1)?.message).toEqual(latest);
  });

  test('a text is kept to the character', async () => {
    const { bob } = suite.cast;
    const channelId = await suite.channel();
    const socket = await bob.open(channelId);
    const texts = [
      '# <script>alert(1)</script>\r\n\t**bold**  ',
      '👩🏽‍🚀 Ünï €\u2028\u202e\u00a0é e\u0301',
      'a'.repeat(20_000),
      '€'.repeat(19_999),
    ].map((text) => `${text}.`.slice(0, 20_000));
    for (const text of texts) {
      const { message } = await bob.call('message.send', { channelId, clientMessageId: crypto.randomUUID(), text });
      expect(message.text).toBe(text);
      const event = await socket.event('message.posted', ({ seq }) => seq === message.seq);
      expect(event.message).toEqual(message);
    }
    const { messages } = await bob.call('message.list', { channelId, limit: 4 });
    expect(messages.map((message: Message) => message.text)).toEqual(texts);
  });

  /** As if this person had sent so much already, in this window and the next. */
  async function pretendSent({ userId }: Person, sends: number): Promise<void> {
    const window = Math.floor(Date.now() / 10_000);
    for (const each of [window, window + 1]) {
      await suite.runtime.store.write([{ put: { ...keys.rate('send', userId, each), n: sends } }]);
    }
  }

  test('who sends very fast is told when to go on, and loses nothing', async () => {
    const rush = await Person.join(suite.runtime, 'Rush');
    const { workspace } = await rush.call('workspace.create', { name: 'Alone' });
    const channelId = workspace.generalChannelId;
    await pretendSent(rush, SEND_LIMIT - LEFT);
    const accepted: number[] = [];
    const refusals: ErrorBody[] = [];
    const sendOn = async (): Promise<void> => {
      while (refusals.length === 0) {
        const input = { channelId, clientMessageId: crypto.randomUUID(), text: CANARY };
        const sent = await rush.ask('message.send', input);
        if (sent.ok) accepted.push(sent.output.message.seq);
        else refusals.push(sent.error);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sendOn));
    for (const { code, retryAfterMs } of refusals) {
      expect(code).toBe('rate_limited');
      expect(retryAfterMs).toBeLessThanOrEqual(10_000);
    }
    expect(accepted.length).toBeGreaterThanOrEqual(LEFT);
    // A new window may have begun meanwhile.
    expect(accepted.length).toBeLessThanOrEqual(2 * LEFT);
    const { events } = await rush.call('sync.changes', { channelId, after: 0, limit: 200 });
    const seen = events.filter(({ message }) => !message.notice).map(({ seq }) => seq);
    expect(seen).toEqual(accepted.toSorted((a, b) => a - b).slice(0, seen.length));
  });
}
