/** The mails that Cognito would send: handed to a callback and kept for the page that shows them. */
import type { Clock, Random } from '../../lambdas/ports/index.ts';
import type { Item, Store } from '../../lambdas/table/store.ts';
import { INBOX_PK, keys } from './keys.ts';
import { numberOf, textOf } from './fields.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

export interface Inbox {
  send(mail: Omit<Mail, 'sentAt'>): Promise<void>;
  /** The newest mails first, those of the last week at most. */
  list(limit?: number): Promise<readonly Mail[]>;
}

export interface InboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Called once per mail, for the terminal. */
  readonly deliver: (mail: Mail) => void;
}

const KEPT_MS = 7 * 24 * 3_600_000;

const asMail = (item: Item): Mail => ({
  to: textOf(item, 'to'),
  subject: textOf(item, 'subject'),
  text: textOf(item, 'text'),
  code: textOf(item, 'code'),
  sentAt: numberOf(item, 'sentAt'),
});

export function createInbox({ store, clock, random, deliver }: InboxOptions): Inbox {
  return {
    send: async (message) => {
      const mail = { ...message, sentAt: clock.now() };
      const key = keys.mail(mail.sentAt, Buffer.from(random.bytes(8)).toString('hex'));
      await store.write([{ put: { ...key, ...mail, ttl: Math.ceil((mail.sentAt + KEPT_MS) / 1000) } }]);
      deliver(mail);
    },
    list: async (limit = 50) => {
      const page = await store.query({ pk: INBOX_PK, descending: true, limit, consistent: true });
      return page.items.map(asMail).filter((mail) => mail.sentAt > clock.now() - KEPT_MS);
    },
  };
}
