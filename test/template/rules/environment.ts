/** The functions' environment against what `config.ts` asks for, both ways. */
import { ENV } from '../../../lambdas/runtime/env-names.ts';
import { at, fields, list, render, resourcesOf } from '../template.ts';
import type { Fields, Invariant, Json, Template } from '../template.ts';

const TRANSPORT = [ENV.table, ENV.callbackUrl, ENV.fanOutFunction, ENV.fanOutThreshold, ENV.sendLimit];
const POOL = [ENV.userPoolId, ENV.userPoolClientId];

/** What each function reads, by the beginning of its logical id. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  Http: [...TRANSPORT, ...POOL, ENV.originSecret, ENV.signUp, ENV.operators],
  Socket: [...TRANSPORT, ...POOL],
  Authorizer: [ENV.table, ENV.originSecret],
  Repair: [ENV.table, ENV.callbackUrl],
  FanOut: [ENV.table, ENV.callbackUrl],
};

/** Names that no function reads yet. */
const WAITING = new Set<string>([ENV.attachmentBucket]);

const environments = (template: Template): (readonly [string, Fields])[] =>
  resourcesOf(template, 'AWS::Lambda::Function')
    .filter(([id]) => !id.startsWith('Custom'))
    .map(([id, fn]) => [id, fields(at(fn, 'Properties', 'Environment', 'Variables'))]);

/** A function gets every variable that it reads and no other; no name is left that nobody gets. */
export const environmentComplete: Invariant = (template) => {
  const problems = environments(template).flatMap(([id, variables]) => {
    const [, needs = []] = Object.entries(NEEDS).find(([name]) => id.startsWith(name)) ?? [];
    const given = Object.keys(variables).filter((name) => name !== 'NODE_OPTIONS');
    const missing = needs.filter((name) => !given.includes(name)).map((name) => `${id} lacks ${name}`);
    return missing.concat(given.filter((name) => !needs.includes(name)).map((name) => `${id} does not read ${name}`));
  });
  const given = new Set(environments(template).flatMap(([, variables]) => Object.keys(variables)));
  const forgotten = Object.values(ENV).filter((name) => !given.has(name) && !WAITING.has(name));
  return [...problems, ...forgotten.map((name) => `nobody gets ${name}`)];
};

const HEADER = 'x-parley-origin';

/** What the edge says to prove itself. */
const proofOf = (template: Template): string =>
  resourcesOf(template, 'AWS::CloudFront::Distribution')
    .flatMap(([, { Properties }]) => list(at(Properties, 'DistributionConfig', 'Origins')))
    .flatMap((origin) => list(at(origin, 'OriginCustomHeaders')))
    .filter((header) => at(header, 'HeaderName') === HEADER)
    .map((header) => render(at(header, 'HeaderValue')))
    .find(() => true) ?? '';

function expected(template: Template, name: string): RegExp | string | undefined {
  const patterns: Readonly<Record<string, RegExp>> = {
    [ENV.table]: /^\{Table\w+\}$/,
    [ENV.userPoolId]: /^\{IdentityUserPool(?!Client)\w+\}$/,
    [ENV.userPoolClientId]: /^\{IdentityUserPoolClient\w+\}$/,
    [ENV.callbackUrl]: /^https:\/\/\{WebSocketApi\w+\}\.execute-api\.\{AWS::Region\}\.\{AWS::URLSuffix\}\/ws$/,
    [ENV.fanOutFunction]: /^\{FanOutFunction\w+\}$/,
    [ENV.fanOutThreshold]: /^[1-9]\d*$/,
    [ENV.sendLimit]: /^[1-9]\d*$/,
    [ENV.signUp]: /^(open|invite-only)$/,
  };
  return name === ENV.originSecret ? proofOf(template) : patterns[name];
}

const fits = (wanted: RegExp | string | undefined, value: Json): boolean =>
  wanted === undefined || (typeof wanted === 'string' ? wanted === render(value) : wanted.test(render(value)));

/** A variable names the resource that it is about, and the edge's proof is the one that functions expect. */
export const environmentPointsRight: Invariant = (template) =>
  environments(template).flatMap(([id, variables]) =>
    Object.entries(variables)
      .filter(([name, value]) => !fits(expected(template, name), value))
      .map(([name, value]) => `${id}: ${name} is ${render(value)}`),
  );
