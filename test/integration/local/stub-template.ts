/** The template of the fixture: one of everything that the runtime runs, in the shapes that the CDK writes. */
import { apis } from './stub-apis.ts';
import { edge } from './stub-edge.ts';
import { apiArn, att, host, join, ref, type Resource, type Template } from './stub-intrinsics.ts';

export type { Template } from './stub-intrinsics.ts';

const callbackUrl = join('https://', host('SocketApi'), '/ws');

/** Actions on the table that the stub functions may use. */
const TABLE_ACTIONS = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];

function lambda(
  name: string,
  statements: readonly unknown[],
  environment: Record<string, unknown> = {},
): Record<string, Resource> {
  return {
    [`${name}Role`]: { Type: 'AWS::IAM::Role', Properties: {} },
    [`${name}Policy`]: {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument: { Statement: statements }, Roles: [ref(`${name}Role`)] },
    },
    [name]: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: `${name}.zip` },
        Environment: { Variables: { TABLE: ref('Table'), CALLBACK: callbackUrl, ...environment } },
        Handler: 'index.handler',
        Role: att(`${name}Role`, 'Arn'),
        Runtime: 'nodejs24.x',
        Timeout: 2,
        MemorySize: 512,
      },
    },
  };
}

const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

const storage: Record<string, Resource> = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: ['pk', 'sk', 'dpk', 'dsk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'directory',
          KeySchema: [
            { AttributeName: 'dpk', KeyType: 'HASH' },
            { AttributeName: 'dsk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    },
  },
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
  PoolClient: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: ref('Pool'), GenerateSecret: true, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
  },
  WebBucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  WebFiles: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      DestinationBucketName: ref('WebBucket'),
      SourceObjectKeys: ['web.zip'],
      Exclude: ['assets/*'],
      SystemMetadata: { 'cache-control': 'no-cache' },
    },
  },
  WebAssets: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      DestinationBucketName: ref('WebBucket'),
      SourceObjectKeys: ['web.zip'],
      Exclude: ['*'],
      Include: ['assets/*'],
      SystemMetadata: { 'cache-control': 'public, immutable' },
    },
  },
};

const tableGrant = allow(
  TABLE_ACTIONS.map((action) => `dynamodb:${action}`),
  att('Table', 'Arn'),
);
const connectionsGrant = allow('execute-api:ManageConnections', [
  apiArn('SocketApi', '/ws/POST/@connections/*'),
  apiArn('SocketApi', '/ws/DELETE/@connections/*'),
]);

const functions: Record<string, Resource> = {
  ...lambda('Http', [tableGrant, connectionsGrant, allow('lambda:InvokeFunction', att('FanOut', 'Arn'))], {
    FAN_OUT: ref('FanOut'),
    NEEDED: 'yes',
  }),
  ...lambda('Socket', [tableGrant, connectionsGrant]),
  ...lambda('Authorizer', []),
  ...lambda('FanOut', [tableGrant]),
  ...lambda('Repair', [
    tableGrant,
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], att('Table', 'StreamArn')),
    allow(['sqs:SendMessage'], att('Failures', 'Arn')),
  ]),
  Failures: { Type: 'AWS::SQS::Queue', Properties: {} },
  RepairMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: att('Table', 'StreamArn'),
      FunctionName: ref('Repair'),
      BatchSize: 10,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      StartingPosition: 'LATEST',
      DestinationConfig: { OnFailure: { Destination: att('Failures', 'Arn') } },
      FilterCriteria: {
        Filters: [
          { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"M#"},{"prefix":"E#"}]}}}}' },
        ],
      },
    },
  },
};

export const stackTemplate = (): Template =>
  structuredClone({ Resources: { ...storage, ...functions, ...apis, ...edge } });
