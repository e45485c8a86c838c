import { HTTP_STATUS } from '../../../protocol/errors.ts';
import type { ErrorCode } from '../../../protocol/errors.ts';
import type { DescribedAction, Description } from '../../../protocol/json-schemas.ts';
import { PROTOCOL_VERSION } from '../../../protocol/version.ts';
import { COMMON_ERRORS, exactly, refusalOf } from './refusal.ts';

/** A page of another origin is refused, whatever it asks for. */
const OF_HTTP = ['forbidden'] as const;

/** Statuses that the gateway itself may answer with, too. */
const OF_THE_GATEWAY: ReadonlySet<number> = new Set([413, 429, 500, 503]);

const SECURITY = { public: [], cookie: [{ session: [] }], token: [{ token: [] }] } as const;

const json = (schema: object): object => ({ 'application/json': { schema } });

const isCode = (code: string): code is ErrorCode => Object.hasOwn(HTTP_STATUS, code);

/** The OpenAPI 3.1 document of the HTTP transport. */
export function openApi({ actions, named }: Description): object {
  const overHttp = actions.filter(({ transports }) => transports.includes('http'));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: String(PROTOCOL_VERSION),
      description: 'Actions of Parley over HTTP. Events come over the socket: see asyncapi.json.',
    },
    paths: Object.fromEntries(overHttp.map((action) => [`/api/${action.name}`, { post: operation(action) }])),
    components: { schemas: named, securitySchemes: SCHEMES },
  };
}

const SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of `session.logIn` or `session.refresh`.',
  },
  session: { type: 'apiKey', in: 'cookie', name: '__Host-parley' },
};

function operation({ name, summary, access, errors, input, output }: DescribedAction): object {
  const codes = [...COMMON_ERRORS, ...OF_HTTP, ...errors].filter(isCode);
  const byStatus = Map.groupBy(codes, (code) => HTTP_STATUS[code]);
  const refused = [...byStatus].map(([status, same]) => [status, refusal(status, same)] as const);
  return {
    operationId: name,
    summary,
    tags: [name.split('.')[0]],
    security: SECURITY[access],
    requestBody: { required: true, content: json(input) },
    responses: { 200: { description: 'Done.', content: json(output) }, ...Object.fromEntries(refused) },
  };
}

const refusal = (status: number, codes: readonly string[]): object => {
  const ours = exactly({ error: refusalOf(codes) });
  return {
    description: [...new Set(codes)].join(', '),
    content: json(OF_THE_GATEWAY.has(status) ? { anyOf: [ours, exactly({ message: { type: 'string' } })] } : ours),
  };
};
