import * as z from 'zod/mini';

/** 128 bits in lower-case Crockford base32 (https://www.crockford.com/base32.html) make 26 characters. */
const BODY = '[0-9a-hjkmnp-tv-z]{26}';
const id = (prefix: string, what: string) =>
  z.string().check(z.regex(new RegExp(`^${prefix}${BODY}$`), `This is not the id of a ${what}.`));

export const UserId = id('U', 'person');
export const WorkspaceId = id('W', 'workspace');
/** `C` is a channel with a name; `D` is a direct or group conversation. */
export const ChannelId = id('[CD]', 'channel');
/** Names a log-in of one device. */
export const SessionId = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/, 'This is not the id of a session.'));
/** Names an invite in lists; it is not the secret of its link. */
export const InviteId = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'This is not the id of an invite.'));
/** Made by the client once per message and kept for ever: the same id is the same message. */
export const ClientMessageId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{8,64}$/, 'A client message id has 8 to 64 letters, digits, - or _.'));
/** A number in a channel's sequence, from 1. */
export const Seq = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER));
/** A place in a channel's sequence: 0 is before the first. */
export const Position = z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));
/** Milliseconds since 1970-01-01 UTC. */
export const Timestamp = z.int().check(z.gte(0));

export type UserId = z.infer<typeof UserId>;
export type WorkspaceId = z.infer<typeof WorkspaceId>;
export type ChannelId = z.infer<typeof ChannelId>;
