/** People whom a test needs beside the browser: made and moved through the API. */
import type { BrowserContext } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import type { ActionName, Input, Output } from '../../protocol/contracts.ts';
import type { Message } from '../../protocol/message.ts';
import type { Grant } from '../../protocol/session.ts';
import type { Workspace } from '../../protocol/workspace.ts';

/** A runtime, wherever it runs. */
export interface Served {
  readonly url: string;
}

export const PASSWORD = 'correct horse battery';

interface Mail {
  readonly to: string;
  readonly code: string;
}

/** The newest code that was mailed to this address. */
export async function mailedCode(server: Served, email: string): Promise<string> {
  const mails: readonly Mail[] = await (await fetch(`${server.url}/dev/inbox.json`)).json();
  const mail = mails.find(({ to }) => to === email);
  if (!mail) throw new Error(`no mail for ${email}`);
  return mail.code;
}

export class E2ePerson {
  readonly name: string;
  readonly email: string;
  userId = '';
  readonly #server: Served;
  #token = '';
  #cookie = { name: '', value: '' };

  constructor(server: Served, name: string, email: string) {
    this.#server = server;
    this.name = name;
    this.email = email;
  }

  /** One action over HTTP. @throws Error with the refusal */
  async call<A extends ActionName>(action: A, input: Input<A>): Promise<Output<A>> {
    const response = await fetch(`${this.#server.url}/api/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.#server.url,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify(input),
    });
    const [cookie] = response.headers.getSetCookie();
    const [, name, value] = cookie?.match(/^([^=]+)=([^;]*)/) ?? [];
    if (name !== undefined && value !== undefined) this.#cookie = { name, value };
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${action} was refused: ${JSON.stringify(answer)}`);
    return answer as Output<A>;
  }

  async logIn(): Promise<void> {
    const grant: Grant = await this.call('session.logIn', { email: this.email, password: PASSWORD });
    this.#token = grant.accessToken;
    this.userId = grant.userId;
  }

  /** Gives a browser a log-in of its own. */
  async enter(context: BrowserContext): Promise<void> {
    const { email } = this;
    const other = new E2ePerson(this.#server, this.name, email);
    await other.logIn();
    await context.addCookies([{ ...other.#cookie, url: this.#server.url, httpOnly: true, sameSite: 'Strict' }]);
  }

  async say(channelId: string, text: string): Promise<Message> {
    const { message } = await this.call('message.send', { channelId, clientMessageId: randomUUID(), text });
    return message;
  }
}

/** Somebody with an account; the address is made from the name. */
export async function signUp(server: Served, name: string): Promise<E2ePerson> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`;
  const person = new E2ePerson(server, name, email);
  const timeZone = 'Europe/Berlin';
  const { registration } = await person.call('session.register', {
    email,
    password: PASSWORD,
    displayName: name,
    timeZone,
  });
  await person.call('session.confirm', { registration, code: await mailedCode(server, email) });
  await person.logIn();
  return person;
}

/** A workspace of three; Ada owns it. */
export interface Team {
  readonly workspace: Workspace;
  readonly ada: E2ePerson;
  readonly bob: E2ePerson;
  readonly cy: E2ePerson;
}

export async function found(server: Served, workspaceName = 'Analytical Engines'): Promise<Team> {
  const ada = await signUp(server, 'Ada Lovelace');
  const bob = await signUp(server, 'Bob Babbage');
  const cy = await signUp(server, 'Cy Curie');
  const { workspace } = await ada.call('workspace.create', { name: workspaceName });
  const { workspaceId } = workspace;
  const { secret } = await ada.call('invite.create', { workspaceId, role: 'member', uses: 2, expiresInSeconds: 3600 });
  for (const person of [bob, cy]) await person.call('invite.accept', { secret });
  return { workspace, ada, bob, cy };
}

/** A channel that Ada made, with everyone in it. @returns its id */
export async function createChannel(
  { workspace, ada, bob, cy }: Team,
  name: string,
  kind: 'public' | 'private' = 'public',
): Promise<string> {
  const { own } = await ada.call('channel.create', { workspaceId: workspace.workspaceId, name, kind });
  const { channelId } = own.channel;
  await ada.call('channel.addMembers', { channelId, userIds: [bob.userId, cy.userId] });
  return channelId;
}
