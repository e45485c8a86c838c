/** Mistakes in what is kept: table, stream, accounts, buckets, queues. */
import { type Fault, inside, properties, removing, replacing, resource, set, setting } from './damage.ts';

const TABLE = 'AWS::DynamoDB::Table';
const MAPPING = 'AWS::Lambda::EventSourceMapping';
const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';
const BUCKET = 'AWS::S3::Bucket';
const QUEUE = 'AWS::SQS::Queue';

export const DATA_FAULTS: readonly Fault[] = [
  {
    name: 'a key that is not defined',
    damage: (template) => set(inside(properties(template, TABLE), 'AttributeDefinitions', 1), 'AttributeName', 'sort'),
  },
  {
    name: 'a definition that no key uses',
    damage: (template) => set(properties(template, TABLE), 'GlobalSecondaryIndexes', undefined),
  },
  {
    name: 'a key of another type',
    damage: (template) => set(inside(properties(template, TABLE), 'AttributeDefinitions', 0), 'AttributeType', 'N'),
  },
  {
    name: 'keys the other way round',
    damage: (template) => replaceKeys(properties(template, TABLE)),
  },
  {
    name: 'an index of another name',
    damage: (template) => set(inside(properties(template, TABLE), 'GlobalSecondaryIndexes', 0), 'IndexName', 'lists'),
  },
  {
    name: 'an index of keys only',
    damage: (template) =>
      set(
        inside(properties(template, TABLE), 'GlobalSecondaryIndexes', 0, 'Projection'),
        'ProjectionType',
        'KEYS_ONLY',
      ),
  },
  {
    name: 'old items by another attribute',
    damage: (template) =>
      set(inside(properties(template, TABLE), 'TimeToLiveSpecification'), 'AttributeName', 'expires'),
  },
  setting('a table that never forgets', TABLE, '', 'TimeToLiveSpecification', undefined),
  setting('a table that costs while idle', TABLE, '', 'BillingMode', 'PROVISIONED'),
  setting('a table that anybody may delete', TABLE, '', 'DeletionProtectionEnabled', false),
  setting('a table without backups', TABLE, '', 'PointInTimeRecoverySpecification', undefined),
  setting('a stream of keys', TABLE, '', 'StreamSpecification', { StreamViewType: 'KEYS_ONLY' }),
  setting('a table without a stream', TABLE, '', 'StreamSpecification', undefined),
  setting('a table with a name', TABLE, '', 'TableName', 'parley'),
  {
    name: 'a table that goes with the stack',
    damage: (template) => void (resource(template, TABLE)[1].DeletionPolicy = 'Delete'),
  },
  {
    name: 'a bucket that goes when it is replaced',
    damage: (template) => void delete resource(template, BUCKET, 'Files')[1].UpdateReplacePolicy,
  },
  replacing('a stream of the table itself', MAPPING, '', 'StreamArn', 'Arn'),
  replacing('a stream for another function', MAPPING, '', 'RepairFunctionB07532D7', 'FanOutFunctionA0BAF8B2'),
  setting('a stream from its beginning', MAPPING, '', 'StartingPosition', 'TRIM_HORIZON'),
  setting('a stream from the middle', MAPPING, '', 'StartingPosition', 'MIDDLE'),
  setting('a stream that is switched off', MAPPING, '', 'Enabled', false),
  setting('a stream that waits', MAPPING, '', 'MaximumBatchingWindowInSeconds', 60),
  setting('every write of the table', MAPPING, '', 'FilterCriteria', undefined),
  replacing('changes that are filtered out', MAPPING, '', 'E#', 'e#'),
  replacing('a filter that is no JSON', MAPPING, '', '{\\"eventName', '{eventName'),
  setting('a record that blocks the stream', MAPPING, '', 'MaximumRetryAttempts', undefined),
  setting('whole batches that fail', MAPPING, '', 'BisectBatchOnFunctionError', undefined),
  setting('failures of which nobody hears', MAPPING, '', 'FunctionResponseTypes', undefined),
  setting('failures that are lost', MAPPING, '', 'DestinationConfig', undefined),
  setting('failures forgotten in a minute', QUEUE, '', 'MessageRetentionPeriod', 60),
  setting('a queue in the clear', QUEUE, '', 'SqsManagedSseEnabled', false),
  removing('a queue over plain http', 'AWS::SQS::QueuePolicy'),
  setting('a client of browsers', CLIENT, '', 'GenerateSecret', false),
  setting('a client that tells who is here', CLIENT, '', 'PreventUserExistenceErrors', 'LEGACY'),
  setting('a client with a flow too many', CLIENT, '', 'ExplicitAuthFlows', [
    'ALLOW_USER_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
  ]),
  setting('tokens of a day', CLIENT, '', 'AccessTokenValidity', 1440),
  setting('tokens of fifteen hours', CLIENT, '', 'TokenValidityUnits', undefined),
  setting('log-ins of ten years', CLIENT, '', 'RefreshTokenValidity', 5_256_000),
  removing('a pool without a client', CLIENT),
  {
    name: 'short passwords',
    damage: (template) => set(inside(properties(template, POOL), 'Policies', 'PasswordPolicy'), 'MinimumLength', 4),
  },
  setting('addresses that nobody proved', POOL, '', 'AutoVerifiedAttributes', undefined),
  setting('accounts in capital letters', POOL, '', 'UsernameConfiguration', { CaseSensitive: true }),
  setting('a trigger at every sign-in', POOL, '', 'LambdaConfig', {
    PreAuthentication: { 'Fn::GetAtt': ['Http36EFD62B', 'Arn'] },
  }),
  setting('accounts that anybody may delete', POOL, '', 'DeletionProtection', 'INACTIVE'),
  {
    name: 'a bucket that may be public',
    damage: (template) =>
      set(inside(properties(template, BUCKET, 'Files'), 'PublicAccessBlockConfiguration'), 'BlockPublicPolicy', false),
  },
  setting('a bucket in the clear', BUCKET, 'Files', 'BucketEncryption', undefined),
  removing('a bucket over plain http', 'AWS::S3::BucketPolicy', 'Files'),
  setting('uploads that stay for ever', BUCKET, 'Files', 'LifecycleConfiguration', undefined),
  replacing('attachments that are lost after a day', BUCKET, 'Files', '"Prefix":"unclaimed/"', '"Prefix":""'),
  setting('attachments that no page can upload', BUCKET, 'Files', 'CorsConfiguration', undefined),
];

function replaceKeys(table: ReturnType<typeof properties>): void {
  set(inside(table, 'KeySchema', 0), 'AttributeName', 'sk');
  set(inside(table, 'KeySchema', 1), 'AttributeName', 'pk');
}
