/** One call of the matrix and all that it did; the world is as before afterwards. */
import type { ActionName } from '../../protocol/contracts.ts';
import type { Transport } from '../../protocol/contract.ts';
import type { Difference } from './mirror.ts';
import type { Caller, Name } from './people.ts';
import type { World } from './world.ts';

export interface Push {
  readonly to: Caller;
  readonly looking: boolean;
  readonly text: string;
}

export interface Answer {
  readonly ok: boolean;
  /** Status and body over HTTP, the whole frame over the socket. */
  readonly text: string;
  readonly body: unknown;
  readonly changed: readonly Difference[];
  readonly pushes: readonly Push[];
  /** Sockets that were closed. */
  readonly closed: readonly Caller[];
}

interface Asked {
  readonly ok: boolean;
  readonly text: string;
  readonly body: unknown;
}

export async function ask(
  world: World,
  action: ActionName,
  who: Caller,
  over: Transport,
  input: unknown,
): Promise<Answer> {
  const asked = await (over === 'http' ? byHttp(world, action, who, input) : bySocket(world, action, who, input));
  return { ...asked, ...(await restored(world)) };
}

/** What came over the sockets and what was written since the last look; all of it is taken back. */
export async function restored(world: World): Promise<Pick<Answer, 'changed' | 'pushes' | 'closed'>> {
  const pushes: Push[] = [];
  const closed: Caller[] = [];
  for (const [to, lines] of world.lines) {
    for (const [looking, line] of [
      [true, lines.looking],
      [false, lines.idle],
    ] as const) {
      for (const text of line.take()) pushes.push({ to, looking, text });
      if (line.closed && !GONE.has(to)) {
        closed.push(to);
        line.reopen();
      }
    }
  }
  const changed = await world.mirror.takeBack();
  world.clock.rewind();
  world.server.mails.length = 0;
  return { changed, pushes, closed };
}

/** Their sockets were closed for good when the world was made. */
const GONE = new Set<Caller>(['ended', 'deactivated']);

export async function byHttp(
  { server, people, cookies }: World,
  action: string,
  who: Caller | Name,
  input: unknown,
): Promise<Asked> {
  const headers = {
    ...people.owner.headers(),
    authorization: `Bearer ${who === 'nobody' ? '' : people[who].accessToken}`,
  };
  const result = await server.http({
    routeKey: 'POST /api/{action}',
    pathParameters: { action },
    headers,
    cookies: [...(cookies.get(who) ?? [])],
    isBase64Encoded: false,
    body: JSON.stringify(input),
  });
  const body: unknown = JSON.parse(result.body ?? '');
  const status = result.statusCode ?? 0;
  return { ok: status === 200, text: `${status} ${result.body}`, body: status === 200 ? body : field(body, 'error') };
}

async function bySocket({ lines }: World, action: string, who: Caller, input: unknown): Promise<Asked> {
  const line = lines.get(who)?.idle;
  if (!line) throw new Error(`${who} has no socket`);
  const text = await line.ask(action, input);
  const reply: unknown = JSON.parse(text);
  const ok = field(reply, 'ok') === true;
  return { ok, text, body: field(reply, ok ? 'output' : 'error') };
}

/** A field of something that was parsed. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined;
