/** What holds for every function. */
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Resource, Template } from '../template.ts';

const functionsOf = (template: Template): [string, Resource][] => resourcesOf(template, 'AWS::Lambda::Function');

/** The CDK's own functions come with their runtime, handler and timeout. */
const ownFunctionsOf = (template: Template): [string, Resource][] =>
  functionsOf(template).filter(([id]) => !id.startsWith('CustomCDKBucketDeployment'));

/** Everything runs on arm64. */
export const arm64Only: Invariant = (template) =>
  functionsOf(template)
    .filter(([, fn]) => JSON.stringify(at(fn, 'Properties', 'Architectures')) !== '["arm64"]')
    .map(([id]) => `${id} is not arm64`);

/** Every function logs into a group that forgets, ours as JSON and allowed to write there only; no group is nobody's. */
export const logsForget: Invariant = (template) => {
  const groups = new Set<string>();
  const problems = functionsOf(template).flatMap(([id, fn]) => {
    const group = render(at(fn, 'Properties', 'LoggingConfig', 'LogGroup', 'Ref'));
    groups.add(group);
    const days = Number(at(template.Resources[group]?.Properties, 'RetentionInDays'));
    if (!(days >= 7 && days <= 90)) return [`${id} has no log that forgets`];
    if (id.startsWith('Custom')) return [];
    const isJson = at(fn, 'Properties', 'LoggingConfig', 'LogFormat') === 'JSON';
    const writes = mayWrite(template, namedIn(at(fn, 'Properties', 'Role')), group);
    return isJson && writes ? [] : [`${id} cannot write its log`];
  });
  const strays = resourcesOf(template, 'AWS::Logs::LogGroup').filter(([id]) => !groups.has(id));
  return [...problems, ...strays.map(([id]) => `${id} is nobody's log`)];
};

const WRITING = ['logs:CreateLogStream', 'logs:PutLogEvents'].join();

const mayWrite = (template: Template, role: string, group: string): boolean =>
  resourcesOf(template, 'AWS::IAM::Policy')
    .filter(([, policy]) => namedIn(at(policy, 'Properties', 'Roles')) === role)
    .flatMap(([, policy]) => list(at(policy, 'Properties', 'PolicyDocument', 'Statement')))
    .some(
      (statement) =>
        list(at(statement, 'Action')).map(render).join() === WRITING && namedIn(at(statement, 'Resource')) === group,
    );

/** Our functions run on the runtime we test on, tell the place of a failure, and can be traced. */
export const functionsAlike: Invariant = (template) =>
  ownFunctionsOf(template).flatMap(([id, fn]) => {
    const problems: string[] = [];
    if (at(fn, 'Properties', 'Runtime') !== 'nodejs24.x') problems.push(`${id} runs on another runtime`);
    if (at(fn, 'Properties', 'TracingConfig', 'Mode') !== 'Active') problems.push(`${id} is not traced`);
    const level = at(fn, 'Properties', 'LoggingConfig', 'SystemLogLevel');
    if (level !== 'WARN') problems.push(`${id} logs every start and end`);
    const options = at(fn, 'Properties', 'Environment', 'Variables', 'NODE_OPTIONS');
    if (options !== '--enable-source-maps') problems.push(`${id} ignores source maps`);
    return problems;
  });

/** Longest that API Gateway waits for a function; the authorizer's share of a handshake is less. */
const GATEWAY_SECONDS = 29;
const AUTHORIZER_SECONDS = 10;

/** A function answers before its caller gives up, has room to work, and is not kept from running. */
export const limitsFit: Invariant = (template) =>
  ownFunctionsOf(template).flatMap(([id, { Properties }]) => {
    const longest = id.startsWith('Authorizer') ? AUTHORIZER_SECONDS : GATEWAY_SECONDS;
    const timeout = Number(at(Properties, 'Timeout') ?? 3);
    const memory = Number(at(Properties, 'MemorySize') ?? 128);
    const problems: string[] = [];
    if (!(timeout >= 5 && timeout <= longest)) problems.push(`${id} has ${timeout} s`);
    if (!(memory >= 256 && memory <= 1769)) problems.push(`${id} has ${memory} MB`);
    if (at(Properties, 'ReservedConcurrentExecutions') !== undefined) problems.push(`${id} is kept from scaling`);
    if (at(Properties, 'VpcConfig') !== undefined) problems.push(`${id} is in a network that costs`);
    return problems;
  });

/** A function's code is an asset whose handler is there, and its role is its own. */
export const codeIsBundled: Invariant = (template) =>
  ownFunctionsOf(template).flatMap(([id, { Properties }]) => {
    const problems: string[] = [];
    if (at(Properties, 'Handler') !== 'index.handler') problems.push(`${id} has another handler`);
    if (!/^[0-9a-f]{64}\.zip$/.test(render(at(Properties, 'Code', 'S3Key')))) problems.push(`${id} has no bundle`);
    if (template.Resources[namedIn(at(Properties, 'Role'))]?.Type !== 'AWS::IAM::Role')
      problems.push(`${id} has no role`);
    return problems;
  });

/** A push is tried again for a while, and not for hours. */
export const pushesAreRetried: Invariant = (template) => {
  const configured = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').filter(([, { Properties }]) => {
    const retries = Number(at(Properties, 'MaximumRetryAttempts'));
    const age = Number(at(Properties, 'MaximumEventAgeInSeconds'));
    return namedIn(at(Properties, 'FunctionName')).startsWith('FanOut') && retries === 2 && age >= 60 && age <= 600;
  });
  return configured.length === 1 ? [] : ['pushes are not tried again as they must be'];
};
