/** The CloudFront distribution: which path goes to which origin, with which headers and functions. */
import { readCodings } from './compression.ts';
import { asFlag, asList, asObject, asStrings, asText, type JsonObject, TemplateError, textAt } from './json.ts';
import type { Behaviour, DistributionModel, Origin } from './model.ts';
import { readForwarding } from './forwarding.ts';
import type { Source } from './source.ts';

export function readDistribution(source: Source): DistributionModel | undefined {
  const found = source.all('AWS::CloudFront::Distribution')[0];
  if (found === undefined) return undefined;
  const config = asObject(found.properties['DistributionConfig']);
  refuseErrorPages(config, found.id);
  const codes = readFunctionCodes(source);
  const headers = readHeaderPolicies(source);
  const behaviour = (entry: JsonObject): Behaviour => ({
    pattern: asText(entry['PathPattern']),
    originId: textAt(entry['TargetOriginId'], `${found.id}.TargetOriginId`),
    methods: entry['AllowedMethods'] === undefined ? ['GET', 'HEAD'] : asStrings(entry['AllowedMethods']),
    onRequest: codeOf(entry, codes),
    responseHeaders: headers.get(asText(entry['ResponseHeadersPolicyId']) ?? '') ?? {},
    forwards: readForwarding(source, entry),
    codings: readCodings(source, entry),
  });
  return {
    domain: source.attribute(found.id, 'DomainName'),
    defaultRoot: asText(config['DefaultRootObject']) ?? '',
    behaviours: [
      ...asList(config['CacheBehaviors']).map((entry) => behaviour(asObject(entry))),
      behaviour(asObject(config['DefaultCacheBehavior'])),
    ],
    origins: new Map(
      asList(config['Origins']).map((entry) => [
        textAt(asObject(entry)['Id'], 'Origin.Id'),
        readOrigin(asObject(entry)),
      ]),
    ),
  };
}

function readOrigin(entry: JsonObject): Origin {
  return {
    id: textAt(entry['Id'], 'Origin.Id'),
    domain: textAt(entry['DomainName'], 'Origin.DomainName'),
    path: asText(entry['OriginPath']) ?? '',
    headers: Object.fromEntries(
      asList(entry['OriginCustomHeaders']).map((header) => [
        textAt(asObject(header)['HeaderName'], 'HeaderName').toLowerCase(),
        textAt(asObject(header)['HeaderValue'], 'HeaderValue'),
      ]),
    ),
  };
}

const readFunctionCodes = (source: Source): ReadonlyMap<string, string> =>
  new Map(
    source
      .all('AWS::CloudFront::Function')
      .map(({ id, properties }) => [source.ref(id), textAt(properties['FunctionCode'], `${id}.FunctionCode`)]),
  );

/** A page in place of errors would mask those of the API; the edge here has none, so that nobody relies on it. */
function refuseErrorPages(config: JsonObject, id: string): void {
  const pages = asList(config['CustomErrorResponses']).map((entry) => asObject(entry)['ResponsePagePath']);
  if (pages.some((page) => page !== undefined)) throw new TemplateError(`${id}: error pages are not understood here`);
}

function codeOf(behaviour: JsonObject, codes: ReadonlyMap<string, string>): string | undefined {
  const [association, ...more] = asList(behaviour['FunctionAssociations']).map(asObject);
  if (more.length > 0 || (association !== undefined && association['EventType'] !== 'viewer-request'))
    throw new TemplateError('only one function per behaviour, at viewer-request, is understood here');
  return association && codes.get(asText(association['FunctionARN']) ?? '');
}

/** Response headers by policy id, names in lower case. */
function readHeaderPolicies(source: Source): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(
    source.all('AWS::CloudFront::ResponseHeadersPolicy').map(({ id, properties }) => {
      const config = asObject(properties['ResponseHeadersPolicyConfig']);
      return [
        source.ref(id),
        { ...securityHeaders(asObject(config['SecurityHeadersConfig'])), ...customHeaders(config) },
      ];
    }),
  );
}

const customHeaders = (config: JsonObject): Record<string, string> =>
  Object.fromEntries(
    asList(asObject(config['CustomHeadersConfig'])['Items'])
      .map(asObject)
      .map((item) => [textAt(item['Header'], 'Header').toLowerCase(), textAt(item['Value'], 'Value')]),
  );

function securityHeaders(config: JsonObject): Record<string, string> {
  const part = (name: string): JsonObject => asObject(config[name]);
  const hsts = part('StrictTransportSecurity');
  const found: Record<string, string | undefined> = {
    'content-security-policy': asText(part('ContentSecurityPolicy')['ContentSecurityPolicy']),
    'x-content-type-options': config['ContentTypeOptions'] === undefined ? undefined : 'nosniff',
    'x-frame-options': asText(part('FrameOptions')['FrameOption']),
    'referrer-policy': asText(part('ReferrerPolicy')['ReferrerPolicy']),
    'strict-transport-security':
      hsts['AccessControlMaxAgeSec'] === undefined
        ? undefined
        : `max-age=${asText(hsts['AccessControlMaxAgeSec'])}${asFlag(hsts['IncludeSubdomains']) ? '; includeSubDomains' : ''}`,
  };
  return Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
