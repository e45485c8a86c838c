/** The command line of `npm start` and `npm run dev`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  readonly port: number;
  readonly dataDir: string;
  readonly cdkOut: string;
  readonly reset: boolean;
  readonly faithful: boolean;
  /** Context that goes to the synthesis, besides that of cdk.json. */
  readonly context: Readonly<Record<string, string>>;
}

const DEFAULT_PORT = 8420;

export const HELP = `Usage: npm start -- [options]

Builds what changed and runs the synthesised template on this machine.

  --port <number>        port on localhost (default ${DEFAULT_PORT}; 0: any free one)
  --data <folder>        where the data lies (default .parley)
  --reset                throw the data away first
  --faithful             every function in a worker of its own, with the real AWS SDK and its role's permissions checked
  --context <key=value>  CDK context, as "cdk deploy -c": signUp, operators, sendLimit … (repeatable)
  --cdk-out <folder>     where the synthesised template lies (default cdk.out)
  --help                 this text

PARLEY_DYNAMODB_ENDPOINT: a DynamoDB-compatible endpoint for --faithful, in place of the one that it starts.
`;

/** The command line cannot be understood. The message says what to do. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @returns undefined when help was asked for. @throws UsageError */
export function readOptions(args: readonly string[], root: string): Options | undefined {
  const values = parsed(args);
  if (values.help) return undefined;
  return {
    port: readPort(values.port),
    dataDir: resolve(root, values.data),
    cdkOut: resolve(root, values['cdk-out']),
    reset: values.reset,
    faithful: values.faithful,
    context: Object.fromEntries(values.context.map(readPair)),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: '.parley' },
        'cdk-out': { type: 'string', default: 'cdk.out' },
        context: { type: 'string', multiple: true, default: [] },
        reset: { type: 'boolean', default: false },
        faithful: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port must be a number from 0 to 65535, not "${text}"`);
  return port;
}

function readPair(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--context must look like key=value, not "${text}"`);
  return [text.slice(0, at), text.slice(at + 1)];
}
