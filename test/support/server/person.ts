import type { Grant } from '../../../protocol/session.ts';
import { Browser } from './browser.ts';
import type { Server } from './start-server.ts';
import { TestSocket } from './socket.ts';

export const PASSWORD = 'correct horse battery';
let made = 0;

/** Somebody with an account, logged in with one browser. */
export class Person extends Browser {
  declare readonly server: Server;
  readonly name: string;
  readonly email: string;
  userId = '';
  sessionId = '';

  constructor(server: Server, name: string, email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.org`) {
    made += 1;
    super(server, `198.51.100.${(made % 250) + 1}`);
    this.name = name;
    this.email = email;
  }

  /** Registers, confirms by the mailed code and logs in. */
  static async join(server: Server, name: string, more: { readonly invite?: string } = {}): Promise<Person> {
    const person = new Person(server, name);
    const { email } = person;
    const given = { email, password: PASSWORD, displayName: name, ...more };
    const { registration } = await person.call('session.register', given);
    await person.call('session.confirm', { registration, code: person.code() });
    await person.logIn();
    return person;
  }

  /** The newest code that was mailed to this person. */
  code(): string {
    const mail = this.server.mails.findLast(({ to }) => to === this.email);
    if (!mail) throw new Error(`no mail for ${this.email}`);
    return mail.code;
  }

  async logIn(password = PASSWORD): Promise<Grant> {
    return this.take(await this.call('session.logIn', { email: this.email, password }));
  }

  async refresh(): Promise<Grant> {
    const answer = await this.call('session.refresh', {});
    if (answer.userId === null) throw new Error('nobody is logged in');
    return this.take(answer);
  }

  take(grant: Grant): Grant {
    this.accessToken = grant.accessToken;
    this.userId = grant.userId;
    this.sessionId = grant.sessionId;
    return grant;
  }

  /** The same person in another browser. */
  async elsewhere(password = PASSWORD): Promise<Person> {
    const other = new Person(this.server, this.name, this.email);
    await other.logIn(password);
    return other;
  }

  /** Opens a socket with a fresh ticket. */
  async connect(): Promise<TestSocket> {
    const { ticket } = await this.call('socket.ticket', {});
    return TestSocket.open(this.server, ticket);
  }
}
