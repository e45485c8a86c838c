import { CfnResource } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import { expect, test } from 'vitest';
import { allowed } from './rules/access.ts';
import { at, list, render, resourcesOf, synthesise } from './template.ts';

const template = synthesise();
const json = JSON.stringify(template, undefined, 2);

const only = (type: string) => {
  const [first, ...others] = resourcesOf(template, type);
  expect(others).toEqual([]);
  return first?.[1].Properties;
};

/** Our functions by the beginning of their logical ids, which policies share. */
const FUNCTIONS = ['Http', 'Socket', 'Authorizer', 'Repair', 'FanOut'] as const;
type Name = (typeof FUNCTIONS)[number];

const actionsOf = (name: Name): string[] =>
  allowed(template)
    .filter(({ id }) => id.startsWith(`${name}Role`) || id.startsWith(`${name}FunctionRole`))
    .flatMap(({ statement }) => list(statement['Action']).map(render))
    .filter((action) => !/^(logs|xray):/.test(action))
    .toSorted();

test('the template is as reviewed', async () => {
  const stable = json.replaceAll(/\b[0-9a-f]{64}\b/g, '<asset>');
  await expect(`${stable}\n`).toMatchFileSnapshot('__snapshots__/parley.template.json');
});

test('no machine path is in the template', () => {
  expect(json).not.toContain(process.cwd());
});

const addFaultyQueue = (stack: Stack): CfnResource =>
  new CfnResource(stack, 'Queue', { type: 'AWS::SQS::Queue', properties: { VisibilityTimeout: 'soon' } });

test("CloudFormation's own rules find nothing wrong, and would say so", () => {
  expect(() => synthesise({ validate: true })).not.toThrow();
  expect(() => synthesise({ validate: true, change: addFaultyQueue })).toThrow("'soon' is not of type 'integer'");
});

const STORE = ['BatchGetItem', 'ConditionCheckItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'];
const store = STORE.map((action) => `dynamodb:${action}`);
const delivery = ['DeleteItem', 'GetItem', 'Query', 'UpdateItem'].map((action) => `dynamodb:${action}`);
const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);
const queue = ['sqs:SendMessage'];
const accounts = [
  'AdminDeleteUser',
  'AdminDisableUser',
  'AdminEnableUser',
  'AdminGetUser',
  'AdminUserGlobalSignOut',
  'DescribeUserPoolClient',
].map((action) => `cognito-idp:${action}`);
const post = 'execute-api:ManageConnections';
const invoke = 'lambda:InvokeFunction';

test.each<[Name, string[]]>([
  ['Http', [...store, 'dynamodb:Query', ...accounts, post, invoke]],
  ['Socket', [...store, post, invoke]],
  ['Authorizer', ['dynamodb:DeleteItem']],
  ['Repair', [...delivery, ...stream, ...queue, post]],
  ['FanOut', [...delivery, post]],
])('%s may do no more than it does', (name, actions) => {
  expect(actionsOf(name)).toEqual(actions.toSorted());
});

test('the page loads nothing from elsewhere but attachments', () => {
  const headers = at(only('AWS::CloudFront::ResponseHeadersPolicy'), 'ResponseHeadersPolicyConfig');
  const csp = render(at(headers, 'SecurityHeadersConfig', 'ContentSecurityPolicy', 'ContentSecurityPolicy'));
  expect(csp).toContain("default-src 'none'");
  expect(csp).toMatch(/connect-src 'self' https:\/\/\{FilesBucket\w+\.RegionalDomainName\};/);
  expect(csp).not.toMatch(/unsafe|\*/);
});

test('hashed files are kept for good, named files are asked for again', () => {
  const deployments = resourcesOf(template, 'Custom::CDKBucketDeployment').map(([, { Properties }]) => [
    at(Properties, 'Exclude'),
    at(Properties, 'Include'),
    at(Properties, 'SystemMetadata', 'cache-control'),
    at(Properties, 'Prune'),
  ]);
  expect(deployments).toEqual([
    [['*'], ['assets/*'], 'public, max-age=31536000, immutable', false],
    [['assets/*'], undefined, 'no-cache', false],
  ]);
});

test('the URL is an output', () => {
  expect(render(template.Outputs['Url']?.Value)).toMatch(/^https:\/\/\{WebDistribution\w+\.DomainName\}$/);
});
