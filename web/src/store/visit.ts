import type { Channel, Membership, OwnChannel } from '../../../protocol/channel.ts';

/** Of who only looks at a public channel: nothing is unread to them, and every real membership is newer. */
const VISITOR: Membership = { role: 'member', joinedAt: 0, readSeq: Infinity, readOrd: Infinity, readVersion: -1 };

/** A public channel as somebody has it who looks at it without being in it. */
export const visitOf = (channel: Channel): OwnChannel => ({
  channel,
  membership: VISITOR,
  seq: channel.lastSeq,
  ord: 0,
});

export const isVisit = (own: OwnChannel | undefined): boolean => own?.membership === VISITOR;
