import {
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import { Aws, Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Whom the request is from and for: the viewer's address and port, the host it asked, the site it was made by. */
const CALLER = ['CloudFront-Viewer-Address', 'X-Parley-Host', 'Origin', 'User-Agent'];

/** These names are global in an account, and an installation may stand in several regions. */
export const edgeName = (name: string): string => `${Aws.STACK_NAME}-${Aws.REGION}-${name}`;

/**
 * Passes `Authorization` to the origin. Only a cache policy with a lifetime can, so it has the shortest: one second,
 * and only for a GET whose answer asks to be cached. Ours do not.
 */
export function apiCachePolicy(scope: Construct): CachePolicy {
  return new CachePolicy(scope, 'ApiCache', {
    cachePolicyName: edgeName('api'),
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.seconds(1),
    headerBehavior: CacheHeaderBehavior.allowList('Authorization'),
    cookieBehavior: CacheCookieBehavior.none(),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/** What an action may know of a request. */
export function apiRequestPolicy(scope: Construct): OriginRequestPolicy {
  return new OriginRequestPolicy(scope, 'ApiRequest', {
    originRequestPolicyName: edgeName('api'),
    headerBehavior: OriginRequestHeaderBehavior.allowList(...CALLER, 'Accept', 'Content-Type'),
    cookieBehavior: OriginRequestCookieBehavior.all(),
    queryStringBehavior: OriginRequestQueryStringBehavior.all(),
  });
}

/** What a handshake needs. Sockets are opened by a ticket, so the cookie stays at home. */
export function socketRequestPolicy(scope: Construct): OriginRequestPolicy {
  const handshake = ['Key', 'Version', 'Protocol', 'Extensions'].map((name) => `Sec-WebSocket-${name}`);
  return new OriginRequestPolicy(scope, 'SocketRequest', {
    originRequestPolicyName: edgeName('socket'),
    headerBehavior: OriginRequestHeaderBehavior.allowList(...CALLER, ...handshake),
    cookieBehavior: OriginRequestCookieBehavior.none(),
    queryStringBehavior: OriginRequestQueryStringBehavior.allowList('ticket'),
  });
}
