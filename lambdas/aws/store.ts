/** The Store port over DynamoDB. */
import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Condition, Item, Key, Page, Query, Store, Write } from '../table/store.ts';
import { StoreMisuse, StoreUnavailable } from '../table/store.ts';
import { type Attributes, keyAttributes, toCursor, toItem } from './store-attributes.ts';
import { deleteRequest, putRequest, queryRequest, transactItem, updateRequest } from './store-requests.ts';
import { backOff, outOfAttempts, type Pace, withRetries } from './store-retries.ts';

export interface StoreDeps extends Pace {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

interface ReadOptions {
  readonly consistent?: boolean;
}

export const createStore = (deps: StoreDeps): Store => new DynamoStore(deps);

class DynamoStore implements Store {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #pace: Pace;

  constructor({ client, tableName, clock, random }: StoreDeps) {
    this.#client = client;
    this.#table = tableName;
    this.#pace = { clock, random };
  }

  async get(key: Key, options: ReadOptions = {}): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: this.#table, Key: keyAttributes(key), ...consistency(options) });
    const { Item: found } = await this.#read(() => this.#client.send(command));
    return found && toItem(found);
  }

  async getMany(keys: readonly Key[], options: ReadOptions = {}): Promise<readonly (Item | undefined)[]> {
    if (keys.length === 0) return [];
    const found = new Map<string, Item>();
    let missing: Attributes[] = keys.map(keyAttributes);
    for (let attempt = 0; missing.length > 0; attempt += 1) {
      if (outOfAttempts(attempt)) throw new StoreUnavailable('keys left unprocessed', 1000);
      if (attempt > 0) await backOff(attempt - 1, this.#pace);
      missing = await this.#readBatch(missing, options, found);
    }
    return keys.map((key) => found.get(nameOf(key)));
  }

  async query(query: Query): Promise<Page> {
    const command = new QueryCommand(queryRequest(query, this.#table));
    const { Items = [], LastEvaluatedKey } = await this.#read(() => this.#client.send(command));
    const items = Items.map(toItem);
    return LastEvaluatedKey === undefined ? { items } : { items, next: toCursor(LastEvaluatedKey) };
  }

  async write(writes: readonly Write[]): Promise<void> {
    const [only] = writes;
    if (only === undefined) throw new StoreMisuse('nothing to write');
    if (writes.length > 1 || 'check' in only) return this.#transact(writes);
    if ('put' in only) {
      const command = new PutItemCommand(putRequest(only, this.#table));
      await this.#write(() => this.#client.send(command), lasts(only));
    } else if ('update' in only) {
      const command = new UpdateItemCommand(updateRequest(only, this.#table));
      await this.#write(() => this.#client.send(command), repeatable(only));
    } else {
      const command = new DeleteItemCommand(deleteRequest(only, this.#table));
      await this.#write(() => this.#client.send(command), lasts(only));
    }
  }

  async update(update: Extract<Write, { update: Key }>): Promise<Item> {
    const command = new UpdateItemCommand({ ...updateRequest(update, this.#table), ReturnValues: 'ALL_NEW' });
    const { Attributes: now } = await this.#write(() => this.#client.send(command), repeatable(update));
    if (now === undefined) throw new StoreMisuse('an update without its item');
    return toItem(now);
  }

  /** Never repeated when its outcome is unknown: a second delete would find nothing to return. */
  async take(key: Key, condition?: Condition): Promise<Item | undefined> {
    const write = condition === undefined ? { delete: key } : { delete: key, if: condition };
    const command = new DeleteItemCommand({ ...deleteRequest(write, this.#table), ReturnValues: 'ALL_OLD' });
    const { Attributes: before } = await this.#write(() => this.#client.send(command), false);
    return before && toItem(before);
  }

  /** Its token makes a repetition of this very call safe; nothing else relies on it. */
  async #transact(writes: readonly Write[]): Promise<void> {
    const command = new TransactWriteItemsCommand({
      TransactItems: writes.map((write) => transactItem(write, this.#table)),
      ClientRequestToken: randomUUID(),
    });
    await this.#write(() => this.#client.send(command), true);
  }

  /** Reads a batch into `found`; resolves to the keys that DynamoDB left unprocessed. */
  async #readBatch(keys: Attributes[], options: ReadOptions, found: Map<string, Item>): Promise<Attributes[]> {
    const command = new BatchGetItemCommand({
      RequestItems: { [this.#table]: { Keys: keys, ...consistency(options) } },
    });
    const { Responses, UnprocessedKeys } = await this.#read(() => this.#client.send(command));
    for (const attributes of Responses?.[this.#table] ?? []) {
      const item = toItem(attributes);
      found.set(nameOf(item), item);
    }
    return UnprocessedKeys?.[this.#table]?.Keys ?? [];
  }

  #read<T>(call: () => Promise<T>): Promise<T> {
    return withRetries(call, true, this.#pace);
  }

  #write<T>(call: () => Promise<T>, repeatableCall: boolean): Promise<T> {
    return withRetries(call, repeatableCall, this.#pace);
  }
}

const consistency = ({ consistent }: ReadOptions): { ConsistentRead?: true } =>
  consistent === true ? { ConsistentRead: true } : {};

const nameOf = ({ pk, sk }: Key): string => `${pk}\0${sk}`;

/** What was done under no condition, or under one that lasts, is not refused the second time. */
const lasts = (write: Exclude<Write, { check: Key }>): boolean => write.if === undefined || write.lasts === true;

/** Doing it twice leaves what doing it once leaves, and cannot be refused the second time. */
const repeatable = (update: Extract<Write, { update: Key }>): boolean =>
  lasts(update) && Object.keys(update.changes.add ?? {}).length === 0;
