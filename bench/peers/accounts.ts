/** Registers the people of a benchmark through the public API, each from its own loopback address. */
import { request } from 'node:http';
import { writeFileSync } from 'node:fs';

export interface Account {
  readonly email: string;
  readonly accessToken: string;
}
export interface Population {
  readonly workspaceId: string;
  readonly accounts: readonly Account[];
}

interface Mail {
  readonly to: string;
  readonly code: string;
}

/** Registrations under way at a time: their answers take half a second whatever the machine does. */
const AT_ONCE = 8;
const PASSWORD = 'correct horse battery staple';

/** One POST from the loopback address 127.0.x.y, so that the limits per address hold as they are. */
export function post(
  port: number,
  from: string,
  action: string,
  input: object,
  token?: string,
): Promise<Record<string, unknown>> {
  const body = JSON.stringify(input);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        localAddress: from,
        method: 'POST',
        path: `/api/${action}`,
        headers: {
          host: `localhost:${port}`,
          origin: `http://localhost:${port}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(JSON.parse(text) as Record<string, unknown>)
            : reject(new Error(`${action}: ${response.statusCode} ${text}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export const addressOf = (index: number): string => `127.0.${1 + Math.floor(index / 250)}.${1 + (index % 250)}`;

async function codeFor(port: number, email: string): Promise<string> {
  const response = await fetch(`http://localhost:${port}/dev/inbox.json`);
  const mails = (await response.json()) as readonly Mail[];
  const mail = mails.find((one) => one.to === email);
  if (!mail) throw new Error(`no mail for ${email}`);
  return mail.code;
}

async function register(port: number, index: number): Promise<Account> {
  const from = addressOf(index);
  const email = `person-${index}@example.org`;
  const displayName = `Person ${index}`;
  const { registration } = await post(port, from, 'session.register', { email, password: PASSWORD, displayName });
  await post(port, from, 'session.confirm', { registration, code: await codeFor(port, email) });
  const grant = await post(port, from, 'session.logIn', { email, password: PASSWORD });
  return { email, accessToken: String(grant['accessToken']) };
}

/** Registers `count` people, puts them into one workspace and writes who they are to `file` as JSON. */
export async function populate(port: number, count: number, file: string): Promise<void> {
  const accounts: Account[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) accounts[i] = await register(port, i);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const owner = accounts[0];
  if (!owner) throw new Error('a population needs people');
  const created = await post(port, addressOf(0), 'workspace.create', { name: 'Benchmark' }, owner.accessToken);
  const workspaceId = (created['workspace'] as { workspaceId: string }).workspaceId;
  const asked = { workspaceId, role: 'member', uses: 10_000, expiresInSeconds: 3_600 };
  const { secret } = await post(port, addressOf(0), 'invite.create', asked, owner.accessToken);
  for (const [i, account] of accounts.entries())
    if (i > 0) await post(port, addressOf(i), 'invite.accept', { secret }, account.accessToken);
  writeFileSync(file, JSON.stringify({ workspaceId, accounts } satisfies Population));
}
