/** Response headers of the distribution as they are true on this machine, over plain http. */

/** Means nothing over plain http, or would break it. */
const ONLY_OVER_TLS = new Set(['strict-transport-security']);

/** `replacements`: domain name of an AWS endpoint → local URL. */
export function localHeaders(
  headers: Readonly<Record<string, string>>,
  replacements: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !ONLY_OVER_TLS.has(name))
      .map(([name, value]) => [name, name === 'content-security-policy' ? localPolicy(value, replacements) : value]),
  );
}

function localPolicy(policy: string, replacements: ReadonlyMap<string, string>): string {
  let local = policy.replaceAll(/;?\s*upgrade-insecure-requests/g, '');
  for (const [domain, url] of replacements) local = local.replaceAll(`https://${domain}`, url);
  return local;
}
