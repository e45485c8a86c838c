import { tip } from '../delivery/tip.ts';
import type { ChannelWires } from '../delivery/publish.ts';
import { loadChannel } from '../table/channel.ts';

/** What the table's stream tells of one new item of a channel's sequence. */
export interface Written {
  readonly channelId: string;
  readonly seq: number;
  /** It counts as unread for others: a message that is no notice, no change and no void. */
  readonly isMessage: boolean;
  /** Names the record in the stream. */
  readonly record: string;
}

/** Tips the audience of every channel whose pushes stayed behind. @returns the records that are to be handled again. */
export async function repairPushes(
  wires: ChannelWires,
  written: readonly Written[],
  failed: (error: unknown) => void,
): Promise<readonly string[]> {
  const channels = Map.groupBy(written, ({ channelId }) => channelId);
  const outcomes = await Promise.all(
    [...channels].map(async ([channelId, items]) => {
      try {
        await repairChannel(wires, channelId, items);
        return [];
      } catch (error) {
        failed(error);
        return items.map(({ record }) => record);
      }
    }),
  );
  return outcomes.flat();
}

async function repairChannel(wires: ChannelWires, channelId: string, items: readonly Written[]): Promise<void> {
  const head = await loadChannel(wires.store, channelId);
  if (!head) return;
  const lost = items.filter(({ seq }) => seq > head.pushedSeq);
  if (lost.length === 0) return;
  const seq = Math.max(...lost.map((item) => item.seq));
  await tip(
    wires,
    head,
    seq,
    lost.some(({ isMessage }) => isMessage),
  );
}
