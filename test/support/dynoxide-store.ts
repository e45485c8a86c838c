import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createStore } from '../../lambdas/aws/store.ts';
import { TABLE } from '../../lambdas/table/schema.ts';
import type { Store } from '../../lambdas/table/store.ts';
import { startDynoxide } from '../../local/store/index.ts';

const tableName = 'parley-test';

/** The SDK adapter on a dynoxide of its own, in a folder of its own. */
export const openDynoxideStore = async (): Promise<{ readonly store: Store; close(): Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-dynoxide-'));
  const dynoxide = await startDynoxide({ path: join(folder, 'table.db'), tableName, table: TABLE });
  const client = new DynamoDBClient({
    endpoint: dynoxide.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const close = async (): Promise<void> => {
    client.destroy();
    await dynoxide.stop();
    rmSync(folder, { recursive: true });
  };
  return { store: createStore({ client, tableName, clock: { wait: (ms) => setTimeout(ms) }, random }), close };
};
