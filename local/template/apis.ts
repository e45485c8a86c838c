/** HTTP and WebSocket APIs: routes, integrations, authorizers, stages. */
import { asNumber, asStrings, asText, type JsonObject, TemplateError, textAt } from './json.ts';
import type { HttpApi, Integration, Route, SocketApi, SocketAuthorizer } from './model.ts';
import type { Found, Source } from './source.ts';

/** API Gateway's longest integration timeouts. */
const HTTP_TIMEOUT_MS = 30_000;
const SOCKET_TIMEOUT_MS = 29_000;

export function readHttpApis(source: Source): readonly HttpApi[] {
  return apisOf(source, 'HTTP').map(({ id }) =>
    Object.assign(common(source, id, '$default'), { routes: readRoutes(source, id, HTTP_TIMEOUT_MS) }),
  );
}

export function readSocketApis(source: Source): readonly SocketApi[] {
  return apisOf(source, 'WEBSOCKET').map(({ id, properties }) =>
    Object.assign(common(source, id, 'prod'), {
      selection: asText(properties['RouteSelectionExpression']) ?? '$request.body.action',
      routes: readRoutes(source, id, SOCKET_TIMEOUT_MS),
      authorizers: readAuthorizers(source, id),
    }),
  );
}

const apisOf = (source: Source, protocol: string): readonly Found[] =>
  source.all('AWS::ApiGatewayV2::Api').filter(({ properties }) => properties['ProtocolType'] === protocol);

const belongsTo = (source: Source, id: string, properties: JsonObject): boolean =>
  properties['ApiId'] === source.ref(id);

function common(source: Source, id: string, defaultStage: string) {
  const { place } = source.resolver;
  const apiId = source.ref(id);
  const stage = source.all('AWS::ApiGatewayV2::Stage').find(({ properties }) => belongsTo(source, id, properties));
  return {
    id: apiId,
    domain: `${apiId}.execute-api.${place.region}.${place.suffix}`,
    arn: `arn:aws:execute-api:${place.region}:${place.account}:${apiId}`,
    stage: asText(stage?.properties['StageName']) ?? defaultStage,
  };
}

function readRoutes(source: Source, id: string, longest: number): readonly Route[] {
  const integrations = readIntegrations(source, id, longest);
  return source
    .all('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => belongsTo(source, id, properties))
    .map((route) => {
      const target = textAt(route.properties['Target'], `${route.id}.Target`).replace('integrations/', '');
      const integration = integrations.get(target);
      if (integration === undefined) throw new TemplateError(`${route.id} points at an integration that is not there`);
      return {
        key: textAt(route.properties['RouteKey'], `${route.id}.RouteKey`),
        integration,
        authorizerId: asText(route.properties['AuthorizerId']),
      };
    });
}

function readIntegrations(source: Source, id: string, longest: number): ReadonlyMap<string, Integration> {
  const integrations = new Map<string, Integration>();
  for (const found of source.all('AWS::ApiGatewayV2::Integration')) {
    if (!belongsTo(source, id, found.properties)) continue;
    const mock = found.properties['IntegrationType'] === 'MOCK';
    integrations.set(
      source.ref(found.id),
      mock
        ? { kind: 'mock' }
        : {
            kind: 'function',
            functionArn: functionArnIn(textAt(found.properties['IntegrationUri'], `${found.id}.IntegrationUri`)),
            timeoutMs: Math.min(longest, asNumber(found.properties['TimeoutInMillis'], longest)),
          },
    );
  }
  return integrations;
}

function readAuthorizers(source: Source, id: string): ReadonlyMap<string, SocketAuthorizer> {
  const authorizers = new Map<string, SocketAuthorizer>();
  for (const found of source.all('AWS::ApiGatewayV2::Authorizer')) {
    if (!belongsTo(source, id, found.properties)) continue;
    const authorizerId = source.ref(found.id);
    authorizers.set(authorizerId, {
      id: authorizerId,
      functionArn: functionArnIn(textAt(found.properties['AuthorizerUri'], `${found.id}.AuthorizerUri`)),
      identitySources: asStrings(found.properties['IdentitySource']),
    });
  }
  return authorizers;
}

/** The function's ARN, also inside `arn:…:lambda:path/2015-03-31/functions/<arn>/invocations`. */
const functionArnIn = (uri: string): string => /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
