/** What a browser said and heard, for the checker. */
export interface Exchange {
  readonly userId: string | null;
  readonly action: string;
  readonly input: unknown;
  readonly status: number;
  readonly output: unknown;
  /** Commits that the store had when the answer was given. */
  readonly commit: number;
  /** When it was heard, virtual milliseconds. */
  readonly at: number;
}

interface Parts {
  readonly userId: string | null;
  readonly action: string;
  readonly asked: () => unknown;
  readonly status: number;
  readonly answered: () => unknown;
  readonly commit: number;
  readonly at: number;
}

/** Question and answer are parsed when somebody looks at them: most are never looked at. */
export function exchangeOf({ userId, action, asked, status, answered, commit, at }: Parts): Exchange {
  let input: { readonly is: unknown } | undefined;
  let output: { readonly is: unknown } | undefined;
  return {
    userId,
    action,
    status,
    commit,
    at,
    get input() {
      return (input ??= { is: asked() }).is;
    },
    get output() {
      return (output ??= { is: answered() }).is;
    },
  };
}

/** A question on its way over a socket, as text. */
export interface Question {
  readonly action: string;
  readonly text: string;
}

/** Frames begin with their id and action: `{"id":"7","action":"message.send",…`; replies with the id and `ok`. */
const QUESTION = /^\{"id":"([^"]+)","action":"([^"]+)"/;
const REPLY = /^\{"id":"([^"]+)","ok":(true|false)/;

export function remember(asked: Map<string, Question>, text: string): void {
  const [, id, action] = QUESTION.exec(text) ?? [];
  if (id !== undefined && action !== undefined) asked.set(id, { action, text });
}

/** The question that a frame answers, and the answer; undefined for anything else. */
export function answerIn(
  asked: ReadonlyMap<string, Question>,
  text: string,
): Pick<Parts, 'action' | 'asked' | 'status' | 'answered'> | undefined {
  const [, id = '', ok] = REPLY.exec(text) ?? [];
  const question = asked.get(id);
  if (!question) return undefined;
  return {
    action: question.action,
    status: ok === 'true' ? 200 : 400,
    asked: () => (JSON.parse(question.text) as { input: unknown }).input,
    answered: () => {
      const { output, error } = JSON.parse(text) as { output?: unknown; error?: unknown };
      return output ?? error;
    },
  };
}
