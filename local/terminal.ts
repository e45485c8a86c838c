/** What the runtime says on the terminal. */
import { inspect } from 'node:util';
import type { Mail } from './cognito/inbox.ts';
import type { LogLine } from './ports.ts';

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const complain = (text: string): void => void process.stderr.write(`${text}\n`);

export const sayMail = (mail: Mail): void => say(`Mail to ${mail.to}: ${mail.subject}\n  ${mail.text}`);

export function sayLine({ level, event, fields, error }: LogLine): void {
  const details = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  const cause =
    error instanceof Error ? `\n${error.stack ?? error.message}` : error === undefined ? '' : ` ${inspect(error)}`;
  complain(`${[level, event, ...details].join(' ')}${cause}`);
}
