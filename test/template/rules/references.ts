/** Names: of resources in the template, and of resources in the account. */
import { at, list, render, resourcesOf } from '../template.ts';
import type { Fields, Invariant, Json } from '../template.ts';

function referencesIn(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return Object.entries(value as Fields).flatMap(([name, inner]) => {
    if (name === 'Ref') return [render(inner)];
    return name === 'Fn::GetAtt' ? [render(list(inner)[0])] : referencesIn(inner);
  });
}

/** Everything that is referred to is there. */
export const referencesResolve: Invariant = (template) =>
  Object.entries(template.Resources).flatMap(([id, resource]) => {
    const dependencies = list(resource.DependsOn).map(render);
    return [...referencesIn(resource.Properties), ...dependencies]
      .filter((name) => !name.startsWith('AWS::') && !(name in template.Resources) && !(name in template.Parameters))
      .map((name) => `${id} refers to ${name}`);
  });

/** Names that two installations in one account would both claim. */
const CLAIMED = ['TableName', 'BucketName', 'FunctionName', 'QueueName', 'UserPoolName', 'RoleName', 'LogGroupName'];
const NAMED_BY_REFERENCE = new Set([
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
]);

/** No resource has a fixed name: an account may hold several installations, and a replacement must not collide. */
export const namesAreFree: Invariant = (template) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => !NAMED_BY_REFERENCE.has(Type))
    .flatMap(([id, { Properties }]) =>
      CLAIMED.filter((name) => at(Properties, name) !== undefined).map((name) => `${id} claims a ${name}`),
    );

/** Names that are global carry the stack's. */
export const globalNamesDiffer: Invariant = (template) =>
  resourcesOf(
    template,
    'AWS::CloudFront::CachePolicy',
    'AWS::CloudFront::OriginRequestPolicy',
    'AWS::CloudFront::ResponseHeadersPolicy',
    'AWS::CloudFront::OriginAccessControl',
  ).flatMap(([id, { Properties }]) => {
    const [config] = Object.values(Properties ?? {});
    const name = render(at(config, 'Name'));
    return name.startsWith('{AWS::StackName}-{AWS::Region}-') ? [] : [`${id} is called ${name}`];
  });

/** Nothing names an account, a region or a partition: the template deploys anywhere. */
export const deploysAnywhere: Invariant = (template) =>
  Object.entries(template.Resources).flatMap(([id, { Properties }]) => {
    const [found] = /arn:aws[\w-]*:|\b\d{12}\b|\b(?:us|eu|ap)-[a-z]+-\d\b/.exec(JSON.stringify(Properties ?? {})) ?? [];
    return found === undefined ? [] : [`${id} names ${found}`];
  });
