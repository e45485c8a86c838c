import { claimHint, deleteSubscription } from '../table/subscription.ts';
import { unlessRefused } from './expiry.ts';
import { forgetConnections } from './people.ts';
import type { Wires } from './wires.ts';

/** A frame for some subscribers of a channel; travels as JSON to the fan-out function. */
export interface Share {
  readonly channelId: string;
  readonly frame: string;
  /** The frame is a hint: only those get it who claim it first. */
  readonly hint: boolean;
  readonly to: readonly (readonly [userId: string, connectionId: string])[];
}

/** Posts a share; connections that are gone lose their subscription, but where it keeps silent now until it expires. */
export async function postShare(wires: Wires, share: Share): Promise<void> {
  const to = share.hint ? await claimed(wires, share) : share.to;
  if (to.length === 0) return;
  const gone = await wires.gateway.post(
    to.map(([, connectionId]) => connectionId),
    share.frame,
  );
  if (gone.length === 0) return;
  const lost = to
    .filter(([, connectionId]) => gone.includes(connectionId))
    .map(([userId, connectionId]) => ({ channelId: share.channelId, userId, connectionId }));
  if (!share.hint) await Promise.all(lost.map((row) => wires.store.write([deleteSubscription(row)])));
  await forgetConnections(wires, lost);
}

async function claimed({ store }: Wires, { channelId, to }: Share): Promise<Share['to']> {
  const claims = await Promise.all(
    to.map(([userId, connectionId]) => unlessRefused(store.write([claimHint({ channelId, userId, connectionId })]))),
  );
  return to.filter((_, index) => claims[index]);
}
