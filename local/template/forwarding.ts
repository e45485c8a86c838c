/** Which headers, cookies and query strings a behaviour's policies let through to the origin. */
import { asObject, asStrings, asText, type JsonObject } from './json.ts';
import type { Forwarding } from './model.ts';
import type { Source } from './source.ts';

interface Part extends Forwarding {
  readonly headers: ReadonlySet<string> | 'all';
}

const NONE: ReadonlySet<string> = new Set();
const VIEWER_ADDRESS = 'cloudfront-viewer-address';

/** AWS's managed origin request policies, by id. The managed cache policies in use forward nothing. */
const MANAGED: Readonly<Record<string, Part>> = {
  // AllViewer
  '216adef6-5c7f-47e4-b989-5492eafa07d3': {
    headers: 'all',
    except: new Set([VIEWER_ADDRESS]),
    cookies: true,
    query: 'all',
  },
  // AllViewerExceptHostHeader
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': {
    headers: 'all',
    except: new Set(['host', VIEWER_ADDRESS]),
    cookies: true,
    query: 'all',
  },
  // AllViewerAndCloudFrontHeaders-2022-06
  '33f36d7e-f396-46d9-90e0-52428a34d9dc': { headers: 'all', except: NONE, cookies: true, query: 'all' },
};

/** What the cache policy and the origin request policy let through together. */
export function readForwarding(source: Source, behaviour: JsonObject): Forwarding {
  const parts = [
    readPolicy(source, asText(behaviour['OriginRequestPolicyId']), 'AWS::CloudFront::OriginRequestPolicy'),
    readPolicy(source, asText(behaviour['CachePolicyId']), 'AWS::CloudFront::CachePolicy'),
  ];
  const all = parts.find((part) => part.headers === 'all');
  return {
    headers: all ? 'all' : new Set(parts.flatMap((part) => (part.headers === 'all' ? [] : [...part.headers]))),
    except: all?.except ?? NONE,
    cookies: parts.some((part) => part.cookies),
    query: parts.some((part) => part.query === 'all')
      ? 'all'
      : parts.flatMap((part) => (part.query === 'all' ? [] : part.query)),
  };
}

function readPolicy(source: Source, id: string | undefined, type: string): Part {
  const managed = MANAGED[id ?? ''];
  if (managed !== undefined) return managed;
  const found = source.all(type).find((policy) => source.ref(policy.id) === id)?.properties ?? {};
  const config = asObject(found['OriginRequestPolicyConfig']);
  const cached = asObject(asObject(found['CachePolicyConfig'])['ParametersInCacheKeyAndForwardedToOrigin']);
  return readParts({ ...config, ...cached });
}

function readParts(config: JsonObject): Part {
  const headers = asObject(config['HeadersConfig']);
  const listed = new Set(asStrings(headers['Headers']).map((name) => name.toLowerCase()));
  const query = asObject(config['QueryStringsConfig']);
  const cookies = asText(asObject(config['CookiesConfig'])['CookieBehavior']) ?? 'none';
  const common = {
    cookies: cookies !== 'none',
    query: query['QueryStringBehavior'] === 'all' ? ('all' as const) : asStrings(query['QueryStrings']),
  };
  switch (headers['HeaderBehavior']) {
    case 'allViewer':
      return { ...common, headers: 'all', except: new Set([VIEWER_ADDRESS]) };
    case 'allViewerAndWhitelistCloudFront':
      return { ...common, headers: 'all', except: listed.has(VIEWER_ADDRESS) ? NONE : new Set([VIEWER_ADDRESS]) };
    case 'allExcept':
      return { ...common, headers: 'all', except: new Set([...listed, VIEWER_ADDRESS]) };
    default:
      return { ...common, headers: listed, except: NONE };
  }
}
