/** `npm start`: builds what changed and runs the template on one port until it is told to stop. */
import { relative, resolve } from 'node:path';
import { buildAll } from './build/build.ts';
import type { WebFront } from './host.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { type LocalRuntime, startLocal } from './start.ts';
import { complain, say, sayLine, sayMail } from './terminal.ts';

export const ROOT = resolve(import.meta.dirname, '..');

/** Errors whose message already says what is wrong and what to do. */
const EXPECTED = new Set([
  'BuildFailed',
  'DamagedStore',
  'DataFolderRefused',
  'DynoxideFailed',
  'PortTaken',
  'StoreInUse',
  'StoreUnavailable',
  'TemplateError',
  'UsageError',
]);

async function main(args: readonly string[]): Promise<void> {
  try {
    const options = readOptions(args, ROOT);
    if (options === undefined) {
      say(HELP);
      return;
    }
    await buildAll({ root: ROOT, say, ...options });
    const runtime = await runUntilStopped(options);
    greet(runtime, options);
  } catch (error) {
    complain(explained(error));
    process.exitCode = 1;
  }
}

/** Starts the runtime; SIGINT or SIGTERM stops it gracefully, a second one at once. */
export async function runUntilStopped(options: Options, front?: WebFront): Promise<LocalRuntime> {
  process.setSourceMapsEnabled(true);
  // In AWS a stray rejection ends one sandbox, not the system.
  process.on('unhandledRejection', (error) =>
    sayLine({ level: 'error', event: 'unhandled-rejection', fields: {}, error }),
  );
  const runtime = await startLocal({
    ...options,
    dynamodbEndpoint: process.env['PARLEY_DYNAMODB_ENDPOINT'],
    onMail: sayMail,
    onLog: sayLine,
    ...(front && { front }),
  });
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    say('Stopping …');
    runtime.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(explained(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return runtime;
}

function greet({ url }: LocalRuntime, options: Options): void {
  say(`
  Parley runs at  ${url}
  Mails land at   ${url}/dev/inbox, and here
  Data lies in    ${relative(process.cwd(), options.dataDir) || '.'}

  Ctrl+C stops it.
`);
}

export function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return EXPECTED.has(error.name) ? error.message : (error.stack ?? error.message);
}

if (import.meta.main) await main(process.argv.slice(2));
