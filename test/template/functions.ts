/** What holds for every function. */
import { ENV } from '../../lambdas/runtime/env-names.ts';
import { at, fields, list, render, resourcesOf } from './template.ts';
import type { Invariant, Resource, Template } from './template.ts';

const functionsOf = (template: Template): [string, Resource][] => resourcesOf(template, 'AWS::Lambda::Function');

/** The CDK's own functions come with their runtime, handler and timeout. */
const ownFunctionsOf = (template: Template): [string, Resource][] =>
  functionsOf(template).filter(([id]) => !id.startsWith('CustomCDKBucketDeployment'));

/** Everything runs on arm64. */
export const arm64Only: Invariant = (template) =>
  functionsOf(template)
    .filter(([, fn]) => JSON.stringify(at(fn, 'Properties', 'Architectures')) !== '["arm64"]')
    .map(([id]) => `${id} is not arm64`);

/** Every function logs into a group that forgets. */
export const logsForget: Invariant = (template) =>
  functionsOf(template).flatMap(([id, fn]) => {
    const group = at(fn, 'Properties', 'LoggingConfig', 'LogGroup', 'Ref');
    const retention = at(template.Resources[render(group)]?.Properties, 'RetentionInDays');
    return typeof retention === 'number' ? [] : [`${id} has no log retention`];
  });

/** Our functions run on the runtime we test on, answer before the gateway does, and can be traced to their source. */
export const functionsAlike: Invariant = (template) =>
  ownFunctionsOf(template).flatMap(([id, fn]) => {
    const problems: string[] = [];
    if (at(fn, 'Properties', 'Runtime') !== 'nodejs24.x') problems.push(`${id} runs on another runtime`);
    if (!(Number(at(fn, 'Properties', 'Timeout')) <= 29)) problems.push(`${id} may outlast the gateway`);
    if (at(fn, 'Properties', 'TracingConfig', 'Mode') !== 'Active') problems.push(`${id} is not traced`);
    const options = at(fn, 'Properties', 'Environment', 'Variables', 'NODE_OPTIONS');
    if (options !== '--enable-source-maps') problems.push(`${id} ignores source maps`);
    return problems;
  });

const KNOWN = new Set<string>([...Object.values(ENV), 'NODE_OPTIONS']);

/** The environment has no variable that `config.ts` does not know. */
export const environmentKnown: Invariant = (template) =>
  ownFunctionsOf(template).flatMap(([id, fn]) =>
    Object.keys(fields(at(fn, 'Properties', 'Environment', 'Variables')))
      .filter((name) => !KNOWN.has(name))
      .map((name) => `${id} gets the unknown ${name}`),
  );

/** A stream's records are never lost in silence, and one bad record does not stop the others. */
export const failuresKept: Invariant = (template) =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, mapping]) => {
    const kept = list(at(mapping, 'Properties', 'DestinationConfig', 'OnFailure', 'Destination')).length > 0;
    const bisects = at(mapping, 'Properties', 'BisectBatchOnFunctionError') === true;
    return kept && bisects ? [] : [`${id} loses failures or blocks on them`];
  });
