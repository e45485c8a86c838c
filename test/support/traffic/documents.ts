/** The two API documents as they are served, and validators of what they describe. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { findDocument } from '../../../lambdas/dispatch/api-docs/documents.ts';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, object>>;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}
interface AsyncApi {
  readonly channels: { readonly socket: { readonly messages: Readonly<Record<string, object>> } };
  readonly operations: Readonly<Record<string, { readonly reply?: object }>>;
  readonly components: { readonly schemas: { readonly Event?: object } };
}

/** A document of the API, parsed. @throws when there is none of this name */
export function documentOf(name: 'openapi.json'): OpenApi;
export function documentOf(name: 'asyncapi.json'): AsyncApi;
export function documentOf(name: 'openapi.json' | 'asyncapi.json'): object;
export function documentOf(name: string): object {
  const body = findDocument(name)?.body;
  if (body === undefined) throw new Error(`no document ${name}`);
  return JSON.parse(body);
}

const pointer = (...parts: readonly string[]): string =>
  parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

/** Why a value does not fit; undefined when it does. */
export type Verdict = string | undefined;

/** Validators by where their schema stands in a document, compiled when they are first needed. */
class Schemas {
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: object) {
    this.#ajv = new Ajv2020({ strict: false, discriminator: false });
    formats.default(this.#ajv);
    this.#ajv.addSchema(document, 'document');
  }

  verdict(at: string, value: unknown): Verdict {
    const known = this.#compiled.get(at);
    const validate = known ?? this.#ajv.compile({ $ref: `document#/${at}` });
    this.#compiled.set(at, validate);
    if (validate(value)) return undefined;
    const { instancePath, message, params } = validate.errors?.[0] ?? {};
    return `${instancePath ?? ''} ${message ?? 'is wrong'} ${JSON.stringify(params)}`;
  }
}

const openApi = documentOf('openapi.json');
const asyncApi = documentOf('asyncapi.json');
const overHttp = new Schemas(openApi);
const overSocket = new Schemas(asyncApi);
const JSON_CONTENT = ['content', 'application/json', 'schema'] as const;

export const isHttpAction = (name: string): boolean => Object.hasOwn(openApi.paths, `/api/${name}`);
export const isSocketAction = (name: string): boolean => asyncApi.operations[name]?.reply !== undefined;

/** Actions over HTTP, actions over the socket, and types of events: everything that traffic can show. */
export const DOCUMENTED: readonly string[] = [
  ...Object.keys(openApi.paths).map((path) => `http ${path.slice('/api/'.length)}`),
  ...Object.keys(asyncApi.operations)
    .filter(isSocketAction)
    .map((name) => `socket ${name}`),
  ...eventTypes(asyncApi.components.schemas).map((type) => `event ${type}`),
];

function eventTypes(schemas: object): readonly string[] {
  const found = new Set<string>();
  JSON.stringify(
    ['ChannelEvent', 'PersonalEvent'].map((name) => Reflect.get(schemas, name)),
    (_, value: unknown) => {
      const properties: unknown =
        typeof value === 'object' && value !== null ? Reflect.get(value, 'properties') : undefined;
      const type: unknown = typeof properties === 'object' && properties ? Reflect.get(properties, 'type') : undefined;
      const name: unknown = typeof type === 'object' && type ? Reflect.get(type, 'const') : undefined;
      if (typeof name === 'string' && name.includes('.')) found.add(name);
      return value;
    },
  );
  return [...found];
}

export const httpInput = (action: string, input: unknown): Verdict =>
  overHttp.verdict(pointer('paths', `/api/${action}`, 'post', 'requestBody', ...JSON_CONTENT), input);

/** A status that the document does not name is wrong whatever the body says. */
export const httpAnswer = (action: string, status: number, body: unknown): Verdict => {
  const responses = openApi.paths[`/api/${action}`]?.post.responses ?? {};
  if (!Object.hasOwn(responses, String(status))) return `status ${status} is not documented`;
  return overHttp.verdict(
    pointer('paths', `/api/${action}`, 'post', 'responses', String(status), ...JSON_CONTENT),
    body,
  );
};

export const isSocketMessage = (name: string): boolean => Object.hasOwn(asyncApi.channels.socket.messages, name);

/** A frame against one of the documented messages. */
export const socketMessage = (name: string, frame: unknown): Verdict =>
  isSocketMessage(name)
    ? overSocket.verdict(pointer('channels', 'socket', 'messages', name, 'payload'), frame)
    : `there is no message ${name}`;
