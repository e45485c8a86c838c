/** The distribution of the fixture. */
import { att, host, join, ref, type Resource, secret } from './stub-intrinsics.ts';

const viewerFunction = (FunctionCode: string): Resource => ({
  Type: 'AWS::CloudFront::Function',
  Properties: { FunctionCode },
});
const association = (id: string) => [{ EventType: 'viewer-request', FunctionARN: att(id, 'FunctionARN') }];
const origin = (Id: string, DomainName: unknown, headers = true) => ({
  Id,
  DomainName,
  ...(headers && { OriginCustomHeaders: [{ HeaderName: 'x-parley-origin', HeaderValue: secret }] }),
});
const forwarding = (Headers: readonly string[], QueryStrings?: readonly string[]): Resource => ({
  Type: 'AWS::CloudFront::OriginRequestPolicy',
  Properties: {
    OriginRequestPolicyConfig: {
      CookiesConfig: { CookieBehavior: QueryStrings ? 'none' : 'all' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['CloudFront-Viewer-Address', 'X-Parley-Host', 'Origin', ...Headers],
      },
      QueryStringsConfig: QueryStrings
        ? { QueryStringBehavior: 'whitelist', QueryStrings }
        : { QueryStringBehavior: 'all' },
    },
  },
});

export const edge: Record<string, Resource> = {
  ViewerHost: viewerFunction(
    "function handler(event) { var request = event.request; request.headers['x-parley-host'] = { value: request.headers.host.value }; return request; }",
  ),
  AppRoutes: viewerFunction(
    "function handler(event) { var request = event.request; if (!request.uri.slice(request.uri.lastIndexOf('/')).includes('.')) request.uri = '/index.html'; return request; }",
  ),
  ApiRequest: forwarding(['User-Agent', 'Accept', 'Authorization']),
  SocketRequest: forwarding(['Sec-WebSocket-Key', 'Sec-WebSocket-Version'], ['ticket']),
  Headers: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: join(
              "default-src 'self'; connect-src 'self' https://",
              att('WebBucket', 'RegionalDomainName'),
            ),
          },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 100 },
          ContentTypeOptions: {},
        },
      },
    },
  },
  Distribution: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        Origins: [
          origin('web', att('WebBucket', 'RegionalDomainName'), false),
          origin('http', host('HttpApi')),
          origin('socket', host('SocketApi')),
        ],
        CacheBehaviors: [
          {
            PathPattern: '/api/*',
            TargetOriginId: 'http',
            AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            OriginRequestPolicyId: ref('ApiRequest'),
            FunctionAssociations: association('ViewerHost'),
            ResponseHeadersPolicyId: ref('Headers'),
          },
          {
            PathPattern: '/ws',
            TargetOriginId: 'socket',
            OriginRequestPolicyId: ref('SocketRequest'),
            FunctionAssociations: association('ViewerHost'),
          },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'web',
          FunctionAssociations: association('AppRoutes'),
          ResponseHeadersPolicyId: ref('Headers'),
        },
      },
    },
  },
};
