/** Who may do what, and who may reach what. */
import { at, fields, list, render, resourcesOf } from '../template.ts';
import type { Fields, Invariant, Json, Template } from '../template.ts';

interface Reason {
  readonly grant: RegExp;
  readonly reason: string;
}

/** Every wildcard that is granted, as `holder: action on resource`, and why it cannot be narrower. */
const WILDCARDS: readonly Reason[] = [
  { grant: /: xray:Put(TraceSegments|TelemetryRecords) on \*$/, reason: 'X-Ray has no resources to name' },
  {
    grant: /: execute-api:ManageConnections on \S+\/ws\/(POST|DELETE)\/@connections\/\*$/,
    reason: 'connections come and go; stage and methods are named',
  },
  { grant: /^Repair\S+: dynamodb:ListStreams on \*$/, reason: 'ListStreams has no resource to name' },
  {
    grant: /^CustomCDKBucketDeployment\S+: s3:[\w*]+ on (\S+-assets-\S+|\{WebBucket\w+\.Arn\}(\/\*)?)$/,
    reason: "the CDK's own deployment function: it reads the assets and writes the web bucket, nothing else",
  },
  {
    grant: /^CustomCDKBucketDeployment\S+: managed policy \S+AWSLambdaBasicExecutionRole$/,
    reason: "the CDK's own deployment function writes its log",
  },
  { grant: /^WebBucketPolicy\w+: s3:\w+ on \{WebBucket\w+\.Arn\}\/\*$/, reason: 'the distribution serves every file' },
];

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy'];

/** Statements that allow something, with the resource that holds them. */
export function allowed(template: Template): { readonly id: string; readonly statement: Fields }[] {
  return resourcesOf(template, ...POLICIES).flatMap(([id, policy]) =>
    list(at(policy, 'Properties', 'PolicyDocument', 'Statement'))
      .map(fields)
      .filter((statement) => statement['Effect'] === 'Allow')
      .map((statement) => ({ id, statement })),
  );
}

/** Every grant as `holder: action on resource`; AWS-managed policies count as grants on everything. */
function grants(template: Template): string[] {
  const managed = resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, role]) =>
    list(at(role, 'Properties', 'ManagedPolicyArns')).map((arn) => `${id}: managed policy ${render(arn)}`),
  );
  const own = allowed(template).flatMap(({ id, statement }) =>
    list(statement['Action']).flatMap((action) =>
      list(statement['Resource']).map((resource) => `${id}: ${render(action)} on ${render(resource)}`),
    ),
  );
  return [...managed, ...own];
}

const isWide = (grant: string): boolean => grant.includes('*') || grant.includes('managed policy');

/** A wildcard is granted only for a listed reason. */
export const wildcardsHaveReasons: Invariant = (template) =>
  grants(template).filter((grant) => isWide(grant) && !WILDCARDS.some((known) => known.grant.test(grant)));

/** A listed reason still serves a grant. */
export const reasonsAreUsed: Invariant = (template) =>
  WILDCARDS.filter((known) => !grants(template).some((grant) => known.grant.test(grant))).map((known) => known.reason);

const everyone = (principal: Json): boolean => JSON.stringify(principal ?? '').includes('"*"');

/** Nothing is allowed to everyone, and no service may act for another account's resources. */
export const nothingOpen: Invariant = (template) => [
  ...allowed(template).flatMap(({ id, statement }) =>
    everyone(statement['Principal']) ? [`${id} allows everyone`] : [],
  ),
  ...resourcesOf(template, 'AWS::IAM::Role').flatMap(([id, role]) =>
    everyone(at(role, 'Properties', 'AssumeRolePolicyDocument')) ? [`${id} may be assumed by everyone`] : [],
  ),
  ...resourcesOf(template, 'AWS::Lambda::Permission').flatMap(([id, permission]) =>
    at(permission, 'Properties', 'SourceArn') === undefined ? [`${id} names no source`] : [],
  ),
  ...resourcesOf(template, 'AWS::Lambda::Url').map(([id]) => `${id} is a public URL of a function`),
];

const BLOCKS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

/** Buckets block public access and plain http, and are encrypted. */
export const bucketsPrivate: Invariant = (template) =>
  resourcesOf(template, 'AWS::S3::Bucket').flatMap(([id, bucket]) => {
    const blocked = fields(at(bucket, 'Properties', 'PublicAccessBlockConfiguration'));
    const problems = BLOCKS.filter((block) => blocked[block] !== true).map((block) => `${id} lacks ${block}`);
    if (at(bucket, 'Properties', 'BucketEncryption') === undefined) problems.push(`${id} is not encrypted`);
    if (!refusesPlainHttp(template, id)) problems.push(`${id} accepts plain http`);
    return problems;
  });

const refusesPlainHttp = (template: Template, bucket: string): boolean =>
  resourcesOf(template, 'AWS::S3::BucketPolicy').some(
    ([, policy]) =>
      at(policy, 'Properties', 'Bucket', 'Ref') === bucket &&
      list(at(policy, 'Properties', 'PolicyDocument', 'Statement')).some(
        (statement) =>
          at(statement, 'Effect') === 'Deny' && at(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
      ),
  );
