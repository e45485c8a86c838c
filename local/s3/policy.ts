/** POST policies: what a browser may upload, signed by our server. */
import { denied, S3Error } from './errors.ts';

export interface Allowed {
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** Fields that no condition needs to name. */
const EXEMPT = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

type Condition = readonly [kind: 'eq' | 'starts-with', field: string, value: string];

interface Policy {
  readonly expiration: number;
  readonly conditions: readonly Condition[];
  readonly sizes: Allowed;
}

/**
 * Checks the form's fields (names in lower case, with `bucket`) against the policy that came with them.
 * @returns how large the file may be. @throws S3Error
 */
export function checkPolicy(fields: ReadonlyMap<string, string>, now: number): Allowed {
  const policy = parse(fields.get('policy') ?? '');
  if (policy.expiration <= now) throw denied('Invalid according to Policy: Policy expired.');
  for (const [kind, field, value] of policy.conditions) {
    const given = fields.get(field);
    const holds = given !== undefined && (kind === 'eq' ? given === value : given.startsWith(value));
    if (!holds)
      throw denied(`Invalid according to Policy: Policy Condition failed: ["${kind}", "$${field}", "${value}"]`);
  }
  const named = new Set(policy.conditions.map(([, field]) => field));
  for (const field of fields.keys()) {
    if (!named.has(field) && !EXEMPT.test(field)) {
      throw denied(`Invalid according to Policy: Extra input fields: ${field}`);
    }
  }
  return policy.sizes;
}

function parse(base64: string): Policy {
  const policy = parsed(Buffer.from(base64, 'base64').toString());
  const expiration = Date.parse(String(policy.expiration));
  if (Number.isNaN(expiration) || !Array.isArray(policy.conditions)) throw invalidPolicy();
  const conditions: Condition[] = [];
  let sizes: Allowed = { minBytes: 0, maxBytes: Number.MAX_SAFE_INTEGER };
  for (const condition of policy.conditions as unknown[]) {
    if (Array.isArray(condition) && condition[0] === 'content-length-range') sizes = range(condition);
    else conditions.push(...conditionsOf(condition));
  }
  return { expiration, conditions, sizes };
}

function parsed(text: string): { readonly expiration?: unknown; readonly conditions?: unknown } {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy === 'object' && policy !== null) return policy;
  } catch {
    // Refused below, like any other text that is not a policy.
  }
  throw invalidPolicy();
}

function range([, from, to]: readonly unknown[]): Allowed {
  const [minBytes, maxBytes] = [Number(from), Number(to)];
  if (!Number.isSafeInteger(minBytes) || !Number.isSafeInteger(maxBytes)) throw invalidPolicy();
  return { minBytes, maxBytes };
}

function conditionsOf(condition: unknown): readonly Condition[] {
  if (!Array.isArray(condition)) {
    if (typeof condition !== 'object' || condition === null) throw invalidPolicy();
    return Object.entries(condition).map(([field, value]) => ['eq', field.toLowerCase(), textOf(value)] as const);
  }
  const [kind, field, value] = condition.map(textOf);
  if ((kind !== 'eq' && kind !== 'starts-with') || !field?.startsWith('$') || value === undefined)
    throw invalidPolicy();
  return [[kind, field.slice(1).toLowerCase(), value]];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalidPolicy();
}

const invalidPolicy = (): S3Error =>
  new S3Error(400, 'InvalidPolicyDocument', 'The content of the form does not meet the conditions.');

export function checkSize(size: number, { minBytes, maxBytes }: Allowed): void {
  if (size > maxBytes)
    throw new S3Error(400, 'EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
  if (size < minBytes)
    throw new S3Error(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum size');
}
