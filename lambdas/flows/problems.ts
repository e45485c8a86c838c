import { Problem } from '../../protocol/errors.ts';

export const archived = (): Problem =>
  new Problem('conflict', 'This channel is archived. Take it out of the archive to write in it.', {
    reason: 'archived',
  });

export const tooManyMessages = (retryAfterMs: number): Problem =>
  new Problem('rate_limited', 'You are sending very fast. Wait a moment, then send again.', { retryAfterMs });

export const messageIdUsed = (): Problem =>
  new Problem('conflict', 'This message was already sent elsewhere. Write it again to send it here.', {
    reason: 'message_id_used',
  });

export const busy = (): Problem =>
  new Problem('unavailable', 'Too much is happening here at once. Try again in a moment.', { retryAfterMs: 500 });

export const nameTaken = (): Problem =>
  new Problem('conflict', 'A channel of this name exists already. Choose another name.', { reason: 'name_taken' });
