/** What a behaviour compresses its answers with. */
import { asFlag, asObject, asText, type JsonObject } from './json.ts';
import type { Coding } from './model.ts';
import type { Source } from './source.ts';

/** AWS's managed cache policies that enable both codings; its others enable none, or are for media. */
const MANAGED_WITH_BOTH: ReadonlySet<string> = new Set([
  // CachingOptimized
  '658327ea-f89d-4fab-a63d-7e88639e58f6',
  // UseOriginCacheControlHeaders
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
  // UseOriginCacheControlHeaders-QueryStrings
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
]);

/** The codings that both `Compress` and the cache policy ask for, the preferred one first. */
export function readCodings(source: Source, behaviour: JsonObject): readonly Coding[] {
  if (!asFlag(behaviour['Compress'])) return [];
  const id = asText(behaviour['CachePolicyId']);
  if (id === undefined) return [];
  if (MANAGED_WITH_BOTH.has(id)) return ['br', 'gzip'];
  const found = source.all('AWS::CloudFront::CachePolicy').find((policy) => source.ref(policy.id) === id);
  const config = asObject(found?.properties['CachePolicyConfig']);
  const { EnableAcceptEncodingBrotli: brotli, EnableAcceptEncodingGzip: gzip } = asObject(
    config['ParametersInCacheKeyAndForwardedToOrigin'],
  );
  return [...(asFlag(brotli) ? (['br'] as const) : []), ...(asFlag(gzip) ? (['gzip'] as const) : [])];
}
