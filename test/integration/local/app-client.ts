/** People who use the true app on the local runtime through HTTP and sockets. */
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { buildAll } from '../../../local/build/build.ts';
import { ROOT } from '../../../local/run.ts';
import type { LocalRuntime } from '../../../local/start.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { until } from './harness.ts';

/** Synthesises the template of the app when its sources changed. @returns where it lies */
export async function synthesised(): Promise<string> {
  const cdkOut = `${ROOT}/.build/test-cdk.out`;
  await buildAll({ root: ROOT, cdkOut, context: {}, web: false, say: () => undefined });
  return cdkOut;
}

type Fields = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any -- JSON of many shapes, checked by expectations
}

export class Person {
  readonly #runtime: LocalRuntime;
  readonly email: string;
  #token = '';
  userId = '';

  private constructor(runtime: LocalRuntime, email: string) {
    this.#runtime = runtime;
    this.email = email;
  }

  /** Registers, confirms by the mailed code and logs in. */
  static async join(runtime: LocalRuntime, displayName: string): Promise<Person> {
    const password = 'correct horse battery';
    const person = new Person(runtime, `${displayName.toLowerCase()}-${randomUUID()}@example.org`);
    const { registration } = await person.ok('session.register', { email: person.email, password, displayName });
    const mail = await until(async () => (await runtime.inbox()).find(({ to }) => to === person.email));
    await person.ok('session.confirm', { registration, code: mail.code });
    const grant = await person.ok('session.logIn', { email: person.email, password });
    person.#token = grant.accessToken;
    person.userId = grant.userId;
    return person;
  }

  async post(action: string, input: Fields): Promise<Reply> {
    const response = await fetch(`${this.#runtime.url}/api/${action}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: this.#runtime.url,
        ...(this.#token !== '' && { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text) };
  }

  /** The output of an action that must succeed. */
  async ok(action: string, input: Fields): Promise<Reply['body']> {
    const { status, body } = await this.post(action, input);
    if (status !== 200) throw new Error(`${action}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** A socket that looks at the given channels. */
  async open(...channels: readonly string[]): Promise<OpenSocket> {
    const { ticket } = await this.ok('socket.ticket', {});
    const socket = await OpenSocket.connect(this.#runtime, ticket);
    await socket.ok('socket.hello', { version: PROTOCOL_VERSION, open: channels, visible: true });
    return socket;
  }
}

export class OpenSocket {
  readonly #socket: WebSocket;
  readonly #replies = new Map<string, Reply['body']>();
  #count = 0;
  readonly events: Reply['body'][] = [];
  readonly closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString());
      if (frame.id === undefined) this.events.push(...frame.events);
      else this.#replies.set(frame.id, frame);
    });
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  static async connect(runtime: LocalRuntime, ticket: string, origin = runtime.url): Promise<OpenSocket> {
    const socket = new WebSocket(`${runtime.url.replace('http', 'ws')}/ws?ticket=${ticket}`, { origin });
    const client = new OpenSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', reject);
    });
    return client;
  }

  async ask(action: string, input: Fields): Promise<Reply['body']> {
    const id = String((this.#count += 1));
    this.#socket.send(JSON.stringify({ id, action, input }));
    return until(() => this.#replies.get(id));
  }

  async ok(action: string, input: Fields): Promise<Reply['body']> {
    const reply = await this.ask(action, input);
    if (reply.ok !== true) throw new Error(`${action}: ${JSON.stringify(reply)}`);
    return reply.output;
  }

  say(channelId: string, text: string): Promise<Reply['body']> {
    return this.ok('message.send', { channelId, clientMessageId: randomUUID(), text });
  }

  /** The first event that fits. */
  event(type: string, fits: (event: Reply['body']) => boolean = () => true): Promise<Reply['body']> {
    return until(() => this.events.find((event) => event.type === type && fits(event)));
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

/** Two people in one workspace, its #general channel and a socket each. */
export async function twoPeople(runtime: LocalRuntime) {
  const [ann, bob] = await Promise.all([Person.join(runtime, 'Ann'), Person.join(runtime, 'Bob')]);
  const { workspace } = await ann.ok('workspace.create', { name: 'Acme' });
  const invite = { workspaceId: workspace.workspaceId, role: 'member', uses: 5, expiresInSeconds: 3600 };
  const { secret } = await ann.ok('invite.create', invite);
  await bob.ok('invite.accept', { secret });
  const general: string = workspace.generalChannelId;
  const [annSocket, bobSocket] = [await ann.open(general), await bob.open(general)];
  return { ann, bob, annSocket, bobSocket, general, workspaceId: String(workspace.workspaceId) };
}
