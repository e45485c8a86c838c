/** The local runtime on the synthesised template, in either mode, with what tests reach behind its back. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createStore } from '../../lambdas/aws/store.ts';
import { TABLE } from '../../lambdas/table/schema.ts';
import type { Store } from '../../lambdas/table/store.ts';
import { aroundEach } from './interposed-store.ts';
import type { Mail } from '../../local/cognito/inbox.ts';
import { type LocalOptions, type LocalRuntime, startLocal } from '../../local/start.ts';
import { type Faults, startDynoxide } from '../../local/store/index.ts';
import { readTemplate } from '../../local/template.ts';
import { recordPermissions } from './permission-record.ts';
import { startFaultyTable } from './runtime-faults.ts';
import { synthesised } from './runtime-template.ts';

export type Mode = 'embedded' | 'faithful';
export const MODES: readonly Mode[] = ['embedded', 'faithful'];

export interface Runtime {
  readonly mode: Mode;
  readonly local: LocalRuntime;
  readonly url: string;
  /** Oldest first. */
  readonly mails: readonly Mail[];
  /** Everything that the runtime logged, one line each, as the terminal would show it. */
  readonly logs: readonly string[];
  /** The table itself, past the faults. */
  readonly store: Store;
  /** Faults of the table, as the functions see it. */
  readonly faults: Pick<Faults, 'disturb'>;
  stop(): Promise<void>;
}

/** A `dataDir` of the caller's own is kept when the runtime stops. */
export async function startRuntime(mode: Mode, options: Partial<LocalOptions> = {}): Promise<Runtime> {
  const cdkOut = options.cdkOut ?? (await synthesised());
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'parley-data-'));
  const mails: Mail[] = [];
  const logs: string[] = [];
  const table = mode === 'faithful' ? await startTable(cdkOut, dataDir) : undefined;
  try {
    const local = await startLocal({
      durable: false,
      ...options,
      cdkOut,
      dataDir,
      faithful: mode === 'faithful',
      dynamodbEndpoint: table?.endpoint,
      onMail: (mail) => mails.push(mail),
      onLog: ({ level, event, fields, error }) =>
        logs.push([level, event, JSON.stringify(fields), inspect(error)].join(' ')),
    });
    const stop = async (): Promise<void> => {
      await local.stop();
      recordPermissions(local);
      await table?.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    };
    const store = table?.store ?? pastFaults(local.store);
    return { mode, local, url: local.url, mails, logs, store, faults: table?.faults ?? local.store.faults, stop };
  } catch (error) {
    await table?.stop();
    throw error;
  }
}

/** The embedded store for the test itself: its calls do not meet the faults that the test has set. */
function pastFaults(store: LocalRuntime['store']): Store {
  const undisturbed = async <T>(call: () => Promise<T>): Promise<T> => {
    const { disturb } = store.faults;
    store.faults.disturb = undefined;
    const result = call();
    store.faults.disturb = disturb;
    return result;
  };
  return aroundEach(store, undisturbed);
}

/** A dynoxide for faithful mode, behind a table that misbehaves on demand. */
async function startTable(cdkOut: string, dataDir: string) {
  const tableName = readTemplate(cdkOut).tables[0]?.name ?? '';
  const folder = join(dataDir, 'dynamodb');
  mkdirSync(folder, { recursive: true });
  const dynoxide = await startDynoxide({ path: join(folder, 'table.db'), tableName, table: TABLE });
  const faults = await startFaultyTable(dynoxide.endpoint);
  const client = new DynamoDBClient({
    endpoint: dynoxide.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const stop = async (): Promise<void> => {
    client.destroy();
    await faults.stop();
    await dynoxide.stop();
  };
  const store = createStore({ client, tableName, clock: { wait: (ms) => pause(ms) }, random });
  return { endpoint: faults.endpoint, faults, store, stop };
}
