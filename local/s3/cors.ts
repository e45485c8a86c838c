/** A bucket's CORS rules, from the template. */

export interface CorsRule {
  /** At most one `*` in each. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

type Properties = { readonly [name: string]: unknown };

const isProperties = (value: unknown): value is Properties => typeof value === 'object' && value !== null;
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** The rules in the properties of an `AWS::S3::Bucket`. */
export function corsFromTemplate(bucket: Properties): readonly CorsRule[] {
  const configuration = bucket['CorsConfiguration'];
  const rules: unknown = isProperties(configuration) ? configuration['CorsRules'] : undefined;
  return (Array.isArray(rules) ? rules : []).filter(isProperties).map((rule) => ({
    origins: texts(rule['AllowedOrigins']),
    methods: texts(rule['AllowedMethods']),
    headers: texts(rule['AllowedHeaders']).map((name) => name.toLowerCase()),
    exposed: texts(rule['ExposedHeaders']),
    maxAgeSeconds: typeof rule['MaxAge'] === 'number' ? rule['MaxAge'] : undefined,
  }));
}

const matches = (pattern: string, text: string): boolean => {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === text;
  return text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
};

/** The first rule that covers an origin, a method and the headers that the request wants to carry. */
export function ruleFor(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  headers: readonly string[] = [],
): CorsRule | undefined {
  return rules.find(
    (rule) =>
      rule.origins.some((pattern) => matches(pattern, origin)) &&
      rule.methods.includes(method) &&
      headers.every((name) => rule.headers.some((pattern) => matches(pattern, name.toLowerCase()))),
  );
}

/** Headers of an answer to a request from another origin. */
export function corsHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.origins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposed.length === 0 ? {} : { 'access-control-expose-headers': rule.exposed.join(', ') }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}
