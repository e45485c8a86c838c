import type { Input, Output } from '../../../../protocol/contracts.ts';

type Ask = (input: Input<'message.list'>) => Promise<Output<'message.list'>>;

interface Wanted {
  readonly channelId: string;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Number of the newest message or change. */
  readonly head: number;
  /** The time of this device, milliseconds UTC. */
  readonly now: number;
}

/** Messages of one answer: enough to end the search early, few enough to come at once. */
const PAGE = 30;

/**
 * Number of the first message at or after a time; of the newest one when all are older; null in an empty conversation. The
 * protocol knows no times, so it asks for pages where the message might be: first by the time's share of the whole, then by
 * halves, in turns.
 * @throws Problem when a page is refused
 */
export async function findDay(ask: Ask, { channelId, at, head, now }: Wanted): Promise<number | null> {
  const page = async (before: number) => ask({ channelId, before, limit: PAGE });
  // All messages numbered up to `low.seq` are older; the answer is at most `high.seq`.
  let low = { seq: 0, at: 0 };
  let high = { seq: head + 1, at: now };
  let answer: number | null = null;
  for (let turn = 0; high.seq - low.seq > 1; turn += 1) {
    const upTo = turn === 0 && at >= now ? head : guess(low, high, at, turn);
    const { messages, hasBefore } = await page(upTo + 1);
    const [first, last] = [messages[0], messages.at(-1)];
    if (!first || !last || last.createdAt < at) {
      low = { seq: upTo, at: last?.createdAt ?? low.at };
      if (upTo === head) answer = last?.seq ?? null;
      continue;
    }
    const found = messages.find(({ createdAt }) => createdAt >= at) ?? last;
    answer = found.seq;
    if (found !== first || !hasBefore || first.seq <= low.seq + 1) return answer;
    high = { seq: first.seq, at: first.createdAt };
  }
  return answer ?? (await page(head + 1)).messages.at(-1)?.seq ?? null;
}

interface Bound {
  readonly seq: number;
  readonly at: number;
}

/** A number between the bounds, where the time would be if people always wrote at one pace; every other time the middle. */
function guess(low: Bound, high: Bound, at: number, turn: number): number {
  const share = turn % 2 === 1 || low.at === 0 || high.at <= low.at ? 0.5 : (at - low.at) / (high.at - low.at);
  const number = Math.round(low.seq + share * (high.seq - low.seq)) + PAGE / 2;
  return Math.min(Math.max(number, low.seq + 1), high.seq - 1);
}
