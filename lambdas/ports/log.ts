/** Structured log lines. Fields never hold message text, tokens, tickets, codes, passwords or addresses of mail. */
export interface Log {
  warn(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown, fields?: Readonly<Record<string, string | number | boolean>>): void;
}
