import { Browser, CANARY } from './runtime-browser.ts';
import { LiveSocket } from './runtime-socket.ts';
import type { Runtime } from './runtime-start.ts';
import { until } from './runtime-until.ts';

export const PASSWORD = `correct horse ${CANARY}`;

/** Somebody with an account on a runtime, in one browser. */
export class Person extends Browser {
  readonly name: string;
  readonly email: string;
  userId = '';
  sessionId = '';

  constructor(runtime: Runtime, name: string, email = `${name.toLowerCase()}-${crypto.randomUUID()}@example.org`) {
    super(runtime);
    this.name = name;
    this.email = email;
  }

  /** Registers, confirms by the mailed code and logs in. */
  static async join(runtime: Runtime, name: string): Promise<Person> {
    const person = new Person(runtime, name);
    const { registration } = await person.register();
    await person.call('session.confirm', { registration, code: await person.code() });
    await person.logIn();
    return person;
  }

  register(): Promise<{ readonly registration: string }> {
    return this.call('session.register', { email: this.email, password: PASSWORD, displayName: this.name });
  }

  /** The newest code that was mailed to this person, once there are `count` mails. */
  code(count = 1): Promise<string> {
    return until(`mail ${count} to ${this.name}`, () => {
      const mails = this.runtime.mails.filter(({ to }) => to === this.email);
      return mails.length >= count ? mails.at(-1)?.code : undefined;
    });
  }

  async logIn(password = PASSWORD): Promise<void> {
    const grant = await this.call('session.logIn', { email: this.email, password });
    this.accessToken = grant.accessToken;
    this.userId = grant.userId;
    this.sessionId = grant.sessionId;
  }

  async refresh(): Promise<void> {
    const answer = await this.call('session.refresh', {});
    if (answer.userId === null) throw new Error('nobody is logged in');
    this.accessToken = answer.accessToken;
  }

  /** The same person in another browser. */
  async elsewhere(): Promise<Person> {
    const other = new Person(this.runtime, this.name, this.email);
    await other.logIn();
    return other;
  }

  /** A fresh socket that has not said hello. */
  async connect(): Promise<LiveSocket> {
    const { ticket } = await this.call('socket.ticket', {});
    return LiveSocket.open(this.runtime, ticket);
  }

  /** A socket that looks at these channels. */
  async open(...channelIds: readonly string[]): Promise<LiveSocket> {
    return (await this.connect()).hello(channelIds);
  }

  /** Sends a message by HTTP. */
  async say(channelId: string, text: string, clientMessageId: string = crypto.randomUUID()) {
    const sent = await this.call('message.send', { channelId, clientMessageId, text: `${text} ${CANARY}` });
    return sent.message;
  }
}
