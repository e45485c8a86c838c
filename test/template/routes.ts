/** How requests reach the functions. */
import { at, list, render, resourcesOf } from './template.ts';
import type { Invariant, Json, Resource, Template } from './template.ts';

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
        source === '["route.request.querystring.ticket"]' &&
        mayCall(template, fn, `{${api}}/authorizers/`);
      return guarded ? [] : [`${id} opens without a ticket`];
    });

/** Requests to the APIs carry the proof of the edge and the viewer's host, over TLS, and errors pass as they are. */
export const edgeVouches: Invariant = (template) =>
  resourcesOf(template, 'AWS::CloudFront::Distribution').flatMap(([id, distribution]) => {
    const config = at(distribution, 'Properties', 'DistributionConfig');
    const origins = list(at(config, 'Origins')).filter((origin) => at(origin, 'CustomOriginConfig') !== undefined);
    const unproven = origins.filter(
      (origin) =>
        at(list(at(origin, 'OriginCustomHeaders'))[0], 'HeaderName') !== 'x-parley-origin' ||
        at(origin, 'CustomOriginConfig', 'OriginProtocolPolicy') !== 'https-only',
    );
    const hostless = list(at(config, 'CacheBehaviors')).filter(
      (behaviour) => !render(at(behaviour, 'FunctionAssociations')).includes('ViewerHost'),
    );
    const masked = list(at(config, 'CustomErrorResponses')).filter(
      (error) => at(error, 'ResponsePagePath') !== undefined,
    );
    return [...unproven, ...hostless, ...masked].map((part) => `${id}: ${render(part)}`);
  });
