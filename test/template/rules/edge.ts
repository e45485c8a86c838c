/** What the distribution does with requests. */
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Json, Template } from '../template.ts';

/** CloudFront's own policies, which have ids in place of resources. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

interface Behaviour {
  readonly pattern: string;
  readonly it: Json;
  readonly origin: Json;
}

const configs = (template: Template): (readonly [id: string, config: Json])[] =>
  resourcesOf(template, 'AWS::CloudFront::Distribution').map(([id, { Properties }]) => [
    id,
    at(Properties, 'DistributionConfig'),
  ]);

function behavioursOf(config: Json): readonly Behaviour[] {
  const origins = list(at(config, 'Origins'));
  const all = [at(config, 'DefaultCacheBehavior'), ...list(at(config, 'CacheBehaviors'))];
  return all.map((it) => ({
    pattern: render(at(it, 'PathPattern') ?? ''),
    it,
    origin: origins.find((origin) => at(origin, 'Id') === at(it, 'TargetOriginId')),
  }));
}

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

const PATTERNS: Readonly<Record<string, RegExp>> = {
  '': /^WebBucket/,
  '/api/*': /^HttpApi/,
  '/ws': /^WebSocketApi/,
};

/** The app, the API and the socket are where clients look for them, with the headers of safety, over TLS only. */
export const behavioursServe: Invariant = (template) =>
  configs(template).flatMap(([id, config]) => {
    const behaviours = behavioursOf(config);
    const problems = behaviours.flatMap(({ pattern, it, origin }) => {
      const own: string[] = [];
      if (PATTERNS[pattern]?.test(namedIn(at(origin, 'DomainName'))) !== true) own.push('leads elsewhere');
      if (!/^(https-only|redirect-to-https)$/.test(render(at(it, 'ViewerProtocolPolicy')))) own.push('allows http');
      const headers = template.Resources[namedIn(at(it, 'ResponseHeadersPolicyId'))]?.Type;
      if (pattern !== '/ws' && headers !== 'AWS::CloudFront::ResponseHeadersPolicy') own.push('answers bare');
      return own.map((problem) => `${id} ${pattern}: ${problem}`);
    });
    const found = behaviours.map(({ pattern }) => pattern).toSorted();
    if (found.join() !== Object.keys(PATTERNS).toSorted().join()) problems.push(`${id} serves ${found.join()}`);
    if (at(config, 'Enabled') !== true || at(config, 'DefaultRootObject') !== 'index.html')
      problems.push(`${id} serves no page`);
    return problems;
  });

/** Longest that an answer of the API may be kept, which its own headers must ask for; seconds. */
const KEPT = 1;

/** Nothing of the API or the socket is cached; the app is, and its errors are not. */
export const nothingPrivateCached: Invariant = (template) =>
  configs(template).flatMap(([id, config]) => {
    const problems = behavioursOf(config).flatMap(({ pattern, it }) => {
      const policy = at(it, 'CachePolicyId');
      if (pattern === '') return policy === CACHING_OPTIMIZED ? [] : [`${id}: the app is not cached`];
      const own = at(template.Resources[namedIn(policy)]?.Properties, 'CachePolicyConfig');
      const ttl = ['MinTTL', 'DefaultTTL', 'MaxTTL'].map((name) => Number(at(own, name)));
      const short = ttl[0] === 0 && ttl[1] === 0 && (ttl[2] ?? Infinity) <= KEPT;
      return policy === CACHING_DISABLED || short ? [] : [`${id} keeps answers of ${pattern}`];
    });
    const errors = list(at(config, 'CustomErrorResponses')).filter((one) => at(one, 'ErrorCachingMinTTL') === 0);
    const codes = new Set(errors.map((one) => Number(at(one, 'ErrorCode'))));
    const kept = [400, 403, 404, 500, 502, 503, 504].filter((code) => !codes.has(code));
    return problems.concat(kept.map((code) => `${id} keeps errors ${code}`));
  });

const headersOf = (policy: Json): readonly string[] =>
  list(at(policy, 'HeadersConfig', 'Headers')).map((name) => render(name).toLowerCase());

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  '/api/*': ['authorization', 'content-type', 'origin', 'cloudfront-viewer-address', 'x-parley-host'],
  '/ws': ['sec-websocket-key', 'sec-websocket-version', 'origin', 'cloudfront-viewer-address', 'x-parley-host'],
};

/** The functions hear who asks, for which host, from which page, and with which session; every action can be sent. */
export const requestsArriveWhole: Invariant = (template) =>
  configs(template).flatMap(([id, config]) =>
    behavioursOf(config).flatMap(({ pattern, it }) => {
      const needs = NEEDED[pattern];
      if (!needs) return [];
      const cache = at(template.Resources[namedIn(at(it, 'CachePolicyId'))]?.Properties, 'CachePolicyConfig');
      const key = at(cache, 'ParametersInCacheKeyAndForwardedToOrigin');
      const request = template.Resources[namedIn(at(it, 'OriginRequestPolicyId'))]?.Properties;
      const passed = at(request, 'OriginRequestPolicyConfig');
      const headers = new Set([...headersOf(key), ...headersOf(passed)]);
      const problems = needs.filter((name) => !headers.has(name)).map((name) => `loses ${name}`);
      if (pattern === '/api/*') {
        if (at(passed, 'CookiesConfig', 'CookieBehavior') !== 'all') problems.push('loses cookies');
        if (!list(at(it, 'AllowedMethods')).includes('POST')) problems.push('refuses POST');
      } else if (!list(at(passed, 'QueryStringsConfig', 'QueryStrings')).includes('ticket'))
        problems.push('loses tickets');
      return problems.map((problem) => `${id} ${pattern}: ${problem}`);
    }),
  );

/** Requests are rewritten by functions that are there, before anything is looked up. */
export const viewersAreRewritten: Invariant = (template) =>
  configs(template).flatMap(([id, config]) =>
    behavioursOf(config).flatMap(({ pattern, it }) => {
      const [association, second] = list(at(it, 'FunctionAssociations'));
      const fn = namedIn(at(association, 'FunctionARN'));
      const wanted = pattern === '' ? 'WebAppRoutes' : 'WebViewerHost';
      const runs =
        second === undefined &&
        at(association, 'EventType') === 'viewer-request' &&
        fn.startsWith(wanted) &&
        at(template.Resources[fn]?.Properties, 'AutoPublish') === true;
      return runs ? [] : [`${id} ${pattern}: requests stay as they are`];
    }),
  );

/** The bucket of the app is read by this distribution alone, which signs what it asks. */
export const appBehindEdge: Invariant = (template) =>
  configs(template).flatMap(([id, config]) => {
    const origin = behavioursOf(config)[0]?.origin;
    const access = template.Resources[namedIn(at(origin, 'OriginAccessControlId'))];
    const control = at(access?.Properties, 'OriginAccessControlConfig');
    const signs = at(control, 'SigningBehavior') === 'always' && at(control, 'OriginAccessControlOriginType') === 's3';
    const readers = resourcesOf(template, 'AWS::S3::BucketPolicy')
      .flatMap(([, policy]) => list(at(policy, 'Properties', 'PolicyDocument', 'Statement')))
      .filter((statement) => at(statement, 'Effect') === 'Allow');
    const bound = readers.every(
      (statement) =>
        at(statement, 'Principal', 'Service') === 'cloudfront.amazonaws.com' &&
        render(at(statement, 'Condition', 'StringEquals', 'AWS:SourceArn')).endsWith(`:distribution/{${id}}`),
    );
    return signs && bound && readers.length === 1 ? [] : [`${id}: the app's bucket is open to others, or closed to it`];
  });
