/** How requests reach the functions. */
import { at, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Json, Resource, Template } from '../template.ts';

interface Route {
  readonly id: string;
  readonly api: string;
  readonly key: string;
  readonly route: Resource;
  readonly integration: Resource | undefined;
}

function routesOf(template: Template, protocol: 'HTTP' | 'WEBSOCKET'): Route[] {
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').flatMap(([id, route]) => {
    const api = render(at(route, 'Properties', 'ApiId', 'Ref'));
    if (at(template.Resources[api]?.Properties, 'ProtocolType') !== protocol) return [];
    const target = /\{(\w+)\}$/.exec(render(at(route, 'Properties', 'Target')))?.[1] ?? '';
    const key = render(at(route, 'Properties', 'RouteKey'));
    return [{ id, api, key, route, integration: template.Resources[target] }];
  });
}

/** The function that an integration or an authorizer calls. */
const calledBy = (uri: Json): string => /\{(\w+)\.Arn\}/.exec(render(uri))?.[1] ?? '';

const mayCall = (template: Template, fn: string, source: string): boolean =>
  resourcesOf(template, 'AWS::Lambda::Permission').some(
    ([, permission]) =>
      calledBy(at(permission, 'Properties', 'FunctionName')) === fn &&
      at(permission, 'Properties', 'Principal') === 'apigateway.amazonaws.com' &&
      render(at(permission, 'Properties', 'SourceArn')).includes(source),
  );

function unreachable(template: Template, { id, api, key, integration }: Route): string[] {
  if (at(integration?.Properties, 'IntegrationType') !== 'AWS_PROXY') return [`${id} calls no function`];
  const path = key.slice(key.indexOf(' ') + 1);
  const fn = calledBy(at(integration?.Properties, 'IntegrationUri'));
  const allowed = mayCall(template, fn, `{${api}}/*/*${path}`) || mayCall(template, fn, `{${api}}/*${path}`);
  return allowed ? [] : [`${id} may not call its function`];
}

/** Every HTTP route calls a function that lets it. */
export const httpRoutesServed: Invariant = (template) =>
  routesOf(template, 'HTTP').flatMap((route) => unreachable(template, route));

/** Every socket route calls a function that lets it, but the keep-alive, which must not wake one. */
export const socketRoutesServed: Invariant = (template) =>
  routesOf(template, 'WEBSOCKET').flatMap((route) => {
    if (route.key !== 'keepalive') return unreachable(template, route);
    return at(route.integration?.Properties, 'IntegrationType') === 'MOCK' ? [] : [`${route.id} wakes a function`];
  });

/** A socket is opened only by a ticket that the authorizer accepts. */
export const connectIsAuthorized: Invariant = (template) =>
  routesOf(template, 'WEBSOCKET')
    .filter(({ key }) => key === '$connect')
    .flatMap(({ id, api, route }) => {
      const authorizer = template.Resources[render(at(route, 'Properties', 'AuthorizerId', 'Ref'))];
      const source = render(at(authorizer?.Properties, 'IdentitySource'));
      const fn = calledBy(at(authorizer?.Properties, 'AuthorizerUri'));
      const guarded =
        at(route, 'Properties', 'AuthorizationType') === 'CUSTOM' &&
        at(authorizer?.Properties, 'AuthorizerType') === 'REQUEST' &&
        namedIn(at(authorizer?.Properties, 'ApiId')) === api &&
        fn.startsWith('Authorizer') &&
        source === '["route.request.querystring.ticket"]' &&
        mayCall(template, fn, `{${api}}/authorizers/`);
      return guarded ? [] : [`${id} opens without a ticket`];
    });

const ROUTES = {
  HTTP: ['GET /api/docs', 'GET /api/docs/{file}', 'POST /api/{action}'],
  WEBSOCKET: ['$connect', '$default', '$disconnect', 'keepalive'],
} as const;

/** The APIs have the routes that clients know, each to the function of its transport and an integration of its own API. */
export const routesAsPromised: Invariant = (template) =>
  (['HTTP', 'WEBSOCKET'] as const).flatMap((protocol) => {
    const routes = routesOf(template, protocol);
    const problems = routes.flatMap(({ id, api, key, integration }) => {
      if (namedIn(at(integration?.Properties, 'ApiId')) !== api) return [`${id} leads into another API`];
      const fn = calledBy(at(integration?.Properties, 'IntegrationUri'));
      const wanted = protocol === 'HTTP' ? 'Http' : 'Socket';
      return key === 'keepalive' || fn.startsWith(wanted) ? [] : [`${id} leads to ${fn}`];
    });
    const found = routes.map(({ key }) => key).toSorted();
    if (found.join() !== ROUTES[protocol].join()) problems.push(`${protocol} has ${found.join()}`);
    return problems;
  });

/** As long as functions may take, and as API Gateway waits. */
const GATEWAY_MS = 29_000;

/** What an integration of HTTP passes is of the version that handlers read, and it waits as long as they may take. */
export const integrationsFit: Invariant = (template) =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Integration').flatMap(([id, { Properties }]) => {
    const api = template.Resources[namedIn(at(Properties, 'ApiId'))];
    const isHttp = at(api?.Properties, 'ProtocolType') === 'HTTP';
    const problems: string[] = [];
    if (isHttp && at(Properties, 'PayloadFormatVersion') !== '2.0') problems.push(`${id} passes another payload`);
    if (Number(at(Properties, 'TimeoutInMillis') ?? GATEWAY_MS) !== GATEWAY_MS)
      problems.push(`${id} waits for another time`);
    const used = resourcesOf(template, 'AWS::ApiGatewayV2::Route').some(
      ([, route]) => namedIn(at(route, 'Properties', 'Target')) === id,
    );
    if (!used) problems.push(`${id} serves no route`);
    return problems;
  });

/** Both APIs have one stage, deployed with the stack, under the name that the edge asks for, and with a ceiling. */
export const stagesDeployed: Invariant = (template) =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Api').flatMap(([id, api]) => {
    const isHttp = at(api, 'Properties', 'ProtocolType') === 'HTTP';
    const stages = resourcesOf(template, 'AWS::ApiGatewayV2::Stage').filter(
      ([, { Properties }]) => namedIn(at(Properties, 'ApiId')) === id,
    );
    const stage = stages[0]?.[1].Properties;
    const limits = at(stage, 'DefaultRouteSettings');
    const problems: string[] = [];
    if (stages.length !== 1 || at(stage, 'StageName') !== (isHttp ? '$default' : 'ws'))
      problems.push(`${id}: no stage`);
    if (at(stage, 'AutoDeploy') !== true) problems.push(`${id} is not deployed`);
    if (!(Number(at(limits, 'ThrottlingRateLimit')) > 0 && Number(at(limits, 'ThrottlingBurstLimit')) > 0))
      problems.push(`${id} has no ceiling`);
    if (at(limits, 'DataTraceEnabled') === true) problems.push(`${id} logs what people write`);
    if (!isHttp && at(api, 'Properties', 'RouteSelectionExpression') !== '$request.body.action')
      problems.push(`${id} selects routes by something else`);
    return problems;
  });

/** A permission to invoke is for one of our functions, and for a route or an authorizer of the API that it names. */
export const permissionsAreUsed: Invariant = (template) =>
  resourcesOf(template, 'AWS::Lambda::Permission')
    .filter(([, { Properties }]) => at(Properties, 'Principal') === 'apigateway.amazonaws.com')
    .flatMap(([id, { Properties }]) => {
      const source = render(at(Properties, 'SourceArn'));
      const [, api = '', place = ''] = /^arn:\{AWS::Partition\}:execute-api:[^/]+:\{(\w+)\}(.*)$/.exec(source) ?? [];
      const keys = [...routesOf(template, 'HTTP'), ...routesOf(template, 'WEBSOCKET')].filter((one) => one.api === api);
      const path = place.replace(/^\/\*(\/\*)?/, '');
      const isRoute = keys.some(({ key, integration }) => {
        const fn = calledBy(at(integration?.Properties, 'IntegrationUri'));
        return key.slice(key.indexOf(' ') + 1) === path && fn === namedIn(at(Properties, 'FunctionName'));
      });
      const authorizer = template.Resources[/^\/authorizers\/\{(\w+)\}$/.exec(place)?.[1] ?? ''];
      const isAuthorizer =
        calledBy(at(authorizer?.Properties, 'AuthorizerUri')) === namedIn(at(Properties, 'FunctionName'));
      const acts = at(Properties, 'Action') === 'lambda:InvokeFunction';
      return acts && (isRoute || (authorizer !== undefined && isAuthorizer)) ? [] : [`${id} permits what nobody asks`];
    });
