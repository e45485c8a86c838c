import { hashOf, newSecret } from '../domain/secrets.ts';
import { countTry } from '../flows/tries.ts';
import { putTicket, TICKET_MS } from '../table/ticket.ts';
import { action } from './action.ts';

export const socketTicket = action('socket.ticket', {
  allow: (context) =>
    countTry(context, 'ticket', {
      address: context.browser?.address ?? null,
      account: context.caller.userId,
    }),
  async run({ store, random, now, caller, browser }) {
    const ticket = newSecret(random);
    const { userId, sessionId, expiresAt } = caller;
    await store.write([
      putTicket(hashOf(ticket), { userId, sessionId, expiresAt, device: browser?.device ?? '' }, now),
    ]);
    return { ticket, expiresAt: now + TICKET_MS };
  },
});
