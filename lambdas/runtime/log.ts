/** Log lines as JSON, warnings and errors only. What a line may say is decided here, so that no caller can leak content. */
import type { Clock, Log } from '../ports/index.ts';

type Fields = Readonly<Record<string, string | number | boolean>>;

/** Field names whose values are never written. */
const SECRET_NAME = /token|password|secret|code|ticket|cookie|authorization|e?mail|text|body|input|content|address/i;
/** Statuses and names of errors are not the codes that people receive by mail. */
const HARMLESS_NAME = /^(statusCode|errorCode)$/;
/** Values that give themselves away: tokens, addresses of mail, long random strings. */
const SECRET_VALUE = /eyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|[^\s@"'<>]+@[^\s@"'<>]+|[\w+/=-]{40,}/g;
/** Errors whose messages are ours, or name only resources; others may quote what a person wrote. */
const HARMLESS_ERROR =
  /^(ConfigError|ConditionFailed|StoreUnavailable|StoreMisuse|IdentityRefused|GatewayUnavailable|AccessDenied.*|ResourceNotFoundException|.*Throttl.*)$/;
const LONGEST = 300;

const scrub = (text: string): string => text.slice(0, LONGEST).replace(SECRET_VALUE, '[redacted]');

function safeFields(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (SECRET_NAME.test(name) && !HARMLESS_NAME.test(name)) return [name, '[redacted]'];
      return [name, typeof value === 'string' ? scrub(value) : value];
    }),
  );
}

/** What a name or code of an error may be: a word, however it was made. */
const WORD = /^[\w.-]{1,60}$/;
const word = (text: unknown): string => (typeof text === 'string' && WORD.test(text) ? scrub(text) : '[redacted]');

/** Name, place and (when it cannot quote anyone) message of an error; a system error always tells its code. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { errorCode: word(error.code) } : {};
  const message = HARMLESS_ERROR.test(error.name) || 'syscall' in error ? { reason: scrub(error.message) } : {};
  const stack = (error.stack ?? '')
    .replace(error.message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return { error: word(error.name), ...code, ...message, at: stack.slice(0, 8).map((line) => line.trim()), ...cause };
}

export interface LogOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly functionName: string;
  /** Receives one line without its line feed. */
  readonly write: (line: string) => void;
}

/** A Log that writes one JSON object per line: `level`, `event`, `timestamp` (ISO, UTC), `function` and the fields. */
export function createLog({ clock, functionName, write }: LogOptions): Log {
  const line = (level: string, event: string, rest: Record<string, unknown>): void => {
    const head = { level, event, timestamp: new Date(clock.now()).toISOString(), function: functionName };
    write(JSON.stringify({ ...rest, ...head }));
  };
  return {
    warn: (event, fields = {}) => line('WARN', event, safeFields(fields)),
    error: (event, error, fields = {}) => line('ERROR', event, { ...safeFields(fields), ...describe(error) }),
  };
}
