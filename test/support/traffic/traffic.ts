/** Checks all traffic of the test clients against the API documents, and notes what was seen of them. */
import {
  DOCUMENTED,
  httpAnswer,
  httpInput,
  isHttpAction,
  isSocketAction,
  socketMessage,
  type Verdict,
} from './documents.ts';

/** What did not fit its document, since it was last asked for. */
const violations: string[] = [];
const seen = new Set<string>();

/** What did not fit since the last call. */
export const takeViolations = (): readonly string[] => violations.splice(0);

/** What the documents name and no test has brought about yet. */
export const unseen = (): readonly string[] => DOCUMENTED.filter((each) => !seen.has(each));

const note = (what: string, verdict: Verdict, value: unknown): void => {
  if (verdict !== undefined) violations.push(`${what}: ${verdict} in ${JSON.stringify(value)?.slice(0, 400)}`);
};

/** The value of a JSON text; undefined when it is none. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const field = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);

/** A request and its answer. What was accepted must be as documented; what was refused may be anything. */
export function checkHttp(action: string, request: string | undefined, status: number, answer: string): void {
  if (!isHttpAction(action)) return;
  const body = parsed(answer);
  note(`answer ${status} to ${action}`, httpAnswer(action, status, body), body);
  if (status !== 200) return;
  seen.add(`http ${action}`);
  const input = request === '' ? {} : parsed(request ?? '{}');
  note(`input of ${action}`, httpInput(action, input), input);
}

/** One socket: replies are known by the id of the frame that they answer. */
export class SocketTraffic {
  readonly #asked = new Map<string, unknown[]>();

  /** A frame from the client, however wrong. */
  up(text: string): void {
    const frame = parsed(text);
    const id = field(frame, 'id');
    if (typeof id === 'string') this.#asked.set(id, [...(this.#asked.get(id) ?? []), frame]);
    else if (field(frame, 'action') === 'keepalive') note('keep-alive', socketMessage('keepAlive', frame), frame);
  }

  /** A frame from the server. */
  down(text: string): void {
    const frame = parsed(text);
    if (field(frame, 'events') !== undefined) return events(frame);
    if (field(frame, 'connectionId') !== undefined) return note('failure', socketMessage('failed', frame), frame);
    const id = field(frame, 'id');
    const asked = typeof id === 'string' ? (this.#asked.get(id) ?? []) : [];
    const known = asked.filter((each) => isSocketAction(String(field(each, 'action'))));
    if (known.length === 0) return note('refusal', socketMessage('refused', frame), frame);
    return replied(known, frame);
  }
}

/** A reply to one of the frames that had its id. */
function replied(asked: readonly unknown[], frame: unknown): void {
  const named = asked.map((each) => ({ asked: each, action: String(field(each, 'action')) }));
  const verdicts = named.map(({ action }) => socketMessage(`${action}.reply`, frame));
  const fitting = named[verdicts.indexOf(undefined)];
  if (fitting === undefined) return note(`reply to ${named[0]?.action}`, verdicts[0], frame);
  if (field(frame, 'ok') !== true) return undefined;
  seen.add(`socket ${fitting.action}`);
  return note(`frame of ${fitting.action}`, socketMessage(fitting.action, fitting.asked), fitting.asked);
}

function events(frame: unknown): void {
  note('events', socketMessage('events', frame), frame);
  const list = field(frame, 'events');
  if (Array.isArray(list)) for (const each of list) seen.add(`event ${String(field(each, 'type'))}`);
}
