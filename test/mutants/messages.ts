import type { Mutant } from './mutant.ts';

/** Numbers, voids, idempotency: how a message is written once. */
export const MESSAGES: readonly Mutant[] = [
  {
    id: 'ack-wrong-number',
    file: 'lambdas/flows/send-message.ts',
    find: 'if (!refusal) return { message, head, again: false };',
    replace: 'if (!refusal) return { message: { ...message, seq: message.seq + 1 }, head, again: false };',
    breaks: 'the acknowledgement tells the number after its own',
    caughtBy: { simulation: { seeds: 20, promise: /^G1/ } },
  },
];
