import { expect, test } from 'vitest';
import * as access from './access.ts';
import * as functions from './functions.ts';
import * as routes from './routes.ts';
import * as state from './state.ts';
import { at, fields, list, render, resourcesOf, synthesise } from './template.ts';
import type { Fields, Invariant, Template } from './template.ts';

const template = synthesise();

/** Properties of the first resource of a type whose logical id begins with `prefix`. */
function properties(broken: Template, type: string, prefix = ''): Fields {
  const found = resourcesOf(broken, type).find(([id]) => id.startsWith(prefix));
  if (!found?.[1].Properties) throw new Error(`no ${type} ${prefix}`);
  return found[1].Properties;
}

/** Removes every resource of a type that `which` picks. */
function remove(broken: Template, type: string, which: (resource: Fields) => boolean = () => true): void {
  for (const [id, resource] of resourcesOf(broken, type)) {
    if (which(resource.Properties ?? {})) delete broken.Resources[id];
  }
}

function policyStatement(broken: Template): Fields {
  return fields(list(at(properties(broken, 'AWS::IAM::Policy', 'Authorizer'), 'PolicyDocument', 'Statement'))[2]);
}

const distribution = (broken: Template): Fields =>
  fields(properties(broken, 'AWS::CloudFront::Distribution')['DistributionConfig']);

const customOrigin = (broken: Template): Fields =>
  fields(list(distribution(broken)['Origins']).find((origin) => at(origin, 'CustomOriginConfig') !== undefined));

/** Every invariant with copies of the template that must break it. */
const CASES: readonly [name: string, invariant: Invariant, ...breaks: ((broken: Template) => void)[]][] = [
  [
    'wildcards have reasons',
    access.wildcardsHaveReasons,
    (broken) => (policyStatement(broken)['Action'] = 'dynamodb:*'),
    (broken) => (policyStatement(broken)['Resource'] = '*'),
    (broken) => (properties(broken, 'AWS::IAM::Role', 'Http')['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/Admin']),
  ],
  ['reasons are used', access.reasonsAreUsed, (broken) => remove(broken, 'AWS::S3::BucketPolicy')],
  [
    'nothing is open',
    access.nothingOpen,
    (broken) => (policyStatement(broken)['Principal'] = { AWS: '*' }),
    (broken) => delete properties(broken, 'AWS::Lambda::Permission')['SourceArn'],
    (broken) => (broken.Resources['Url'] = { Type: 'AWS::Lambda::Url' }),
    (broken) =>
      (properties(broken, 'AWS::IAM::Role')['AssumeRolePolicyDocument'] = { Statement: [{ Principal: { AWS: '*' } }] }),
  ],
  [
    'buckets are private',
    access.bucketsPrivate,
    (broken) =>
      (fields(properties(broken, 'AWS::S3::Bucket')['PublicAccessBlockConfiguration'])['BlockPublicPolicy'] = false),
    (broken) => delete properties(broken, 'AWS::S3::Bucket')['BucketEncryption'],
    (broken) => remove(broken, 'AWS::S3::BucketPolicy'),
  ],
  [
    'arm64 only',
    functions.arm64Only,
    (broken) => (properties(broken, 'AWS::Lambda::Function')['Architectures'] = ['x86_64']),
    (broken) => delete properties(broken, 'AWS::Lambda::Function')['Architectures'],
  ],
  [
    'logs forget',
    functions.logsForget,
    (broken) => delete properties(broken, 'AWS::Lambda::Function')['LoggingConfig'],
    (broken) => delete properties(broken, 'AWS::Logs::LogGroup')['RetentionInDays'],
  ],
  [
    'functions are alike',
    functions.functionsAlike,
    (broken) => (properties(broken, 'AWS::Lambda::Function')['Runtime'] = 'nodejs22.x'),
    (broken) => (properties(broken, 'AWS::Lambda::Function')['Timeout'] = 60),
    (broken) => delete properties(broken, 'AWS::Lambda::Function')['TracingConfig'],
    (broken) => delete properties(broken, 'AWS::Lambda::Function')['Environment'],
  ],
  [
    'the environment is known',
    functions.environmentKnown,
    (broken) => (properties(broken, 'AWS::Lambda::Function')['Environment'] = { Variables: { PARLEY_TYPO: '1' } }),
  ],
  [
    'failures are kept',
    functions.failuresKept,
    (broken) => delete properties(broken, 'AWS::Lambda::EventSourceMapping')['DestinationConfig'],
    (broken) => delete properties(broken, 'AWS::Lambda::EventSourceMapping')['BisectBatchOnFunctionError'],
  ],
  [
    'HTTP routes are served',
    routes.httpRoutesServed,
    (broken) => remove(broken, 'AWS::Lambda::Permission', (p) => render(p['SourceArn']).endsWith('/api/{action}')),
    (broken) => remove(broken, 'AWS::ApiGatewayV2::Integration', (i) => i['PayloadFormatVersion'] === '2.0'),
  ],
  [
    'socket routes are served',
    routes.socketRoutesServed,
    (broken) => remove(broken, 'AWS::Lambda::Permission', (p) => render(p['SourceArn']).endsWith('$default')),
    (broken) => remove(broken, 'AWS::ApiGatewayV2::Integration', (i) => i['IntegrationType'] === 'MOCK'),
  ],
  [
    '$connect is authorized',
    routes.connectIsAuthorized,
    (broken) => remove(broken, 'AWS::ApiGatewayV2::Authorizer'),
    (broken) => remove(broken, 'AWS::Lambda::Permission', (p) => render(p['SourceArn']).includes('/authorizers/')),
    (broken) => (properties(broken, 'AWS::ApiGatewayV2::Route', 'WebSocketApiconnect')['AuthorizationType'] = 'NONE'),
  ],
  [
    'the edge vouches',
    routes.edgeVouches,
    (broken) => delete customOrigin(broken)['OriginCustomHeaders'],
    (broken) => (fields(customOrigin(broken)['CustomOriginConfig'])['OriginProtocolPolicy'] = 'http-only'),
    (broken) => delete fields(list(distribution(broken)['CacheBehaviors'])[0])['FunctionAssociations'],
    (broken) => (distribution(broken)['CustomErrorResponses'] = [{ ErrorCode: 404, ResponsePagePath: '/index.html' }]),
  ],
  [
    'state is retained',
    state.stateRetained,
    (broken) => resourcesOf(broken, 'AWS::DynamoDB::Table').forEach(([, table]) => (table.DeletionPolicy = 'Delete')),
    (broken) => resourcesOf(broken, 'AWS::S3::Bucket').forEach(([, bucket]) => delete bucket.UpdateReplacePolicy),
  ],
  [
    'every type is classified',
    state.everyTypeClassified,
    (broken) => (broken.Resources['Cluster'] = { Type: 'AWS::RDS::DBCluster' }),
  ],
  [
    'deletion is refused',
    state.deletionProtected,
    (broken) => delete properties(broken, 'AWS::DynamoDB::Table')['DeletionProtectionEnabled'],
    (broken) => delete properties(broken, 'AWS::Cognito::UserPool')['DeletionProtection'],
  ],
];

test.each(CASES)('%s', (_name, invariant, ...breaks) => {
  expect(invariant(template)).toEqual([]);
  for (const [index, damage] of breaks.entries()) {
    const broken = structuredClone(template);
    damage(broken);
    expect({ index, found: invariant(broken) }).not.toEqual({ index, found: [] });
  }
});

test('every invariant is listed', () => {
  const defined = [access, functions, routes, state].flatMap((module) => Object.values(module));
  const invariants = defined.filter((value) => typeof value === 'function' && value !== access.allowed);
  expect(CASES.map(([, invariant]) => invariant)).toEqual(expect.arrayContaining(invariants));
});
