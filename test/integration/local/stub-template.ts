/** The template of the fixture: one of everything that the runtime runs, in the shapes that the CDK writes. */

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export interface Template {
  Resources: Record<string, Resource>;
}

const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
const ref = (id: string) => ({ Ref: id });
const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
const secret = { 'Fn::Select': [2, { 'Fn::Split': ['/', ref('AWS::StackId')] }] };
const apiArn = (api: string, rest: string, ...more: unknown[]) =>
  join(
    'arn:',
    ref('AWS::Partition'),
    ':execute-api:',
    ref('AWS::Region'),
    ':',
    ref('AWS::AccountId'),
    ':',
    ref(api),
    rest,
    ...more,
  );
const host = (api: string) => ({ 'Fn::Select': [2, { 'Fn::Split': ['/', att(api, 'ApiEndpoint')] }] });

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
        Environment: { Variables: { TABLE: ref('Table'), ...environment } },
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

function httpRoute(id: string, key: string): Record<string, Resource> {
  const path = key.split(' ')[1] ?? '';
  return {
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: ref('HttpApi'), RouteKey: key, Target: join('integrations/', ref('HttpIntegration')) },
    },
    [`${id}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: att('Http', 'Arn'),
        Principal: 'apigateway.amazonaws.com',
        SourceArn: apiArn('HttpApi', `/*/*${path}`),
      },
    },
  };
}

function socketRoute(id: string, key: string, more: Record<string, unknown> = {}): Record<string, Resource> {
  return {
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: ref('SocketApi'),
        RouteKey: key,
        Target: join('integrations/', ref(`${id}Integration`)),
        ...more,
      },
    },
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: ref('SocketApi'),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: join(
          'arn:aws:apigateway:',
          ref('AWS::Region'),
          ':lambda:path/2015-03-31/functions/',
          att('Socket', 'Arn'),
          '/invocations',
        ),
      },
    },
    [`${id}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: att('Socket', 'Arn'),
        Principal: 'apigateway.amazonaws.com',
        SourceArn: apiArn('SocketApi', `/*${key}`),
      },
    },
  };
}

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

const apis: Record<string, Resource> = {
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
  HttpStage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('HttpApi'), StageName: '$default' } },
  HttpIntegration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: ref('HttpApi'), IntegrationType: 'AWS_PROXY', IntegrationUri: att('Http', 'Arn') },
  },
  ...httpRoute('Action', 'POST /api/{action}'),
  ...httpRoute('Docs', 'GET /api/docs'),
  SocketApi: {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { Name: 'Api', ProtocolType: 'WEBSOCKET', RouteSelectionExpression: '$request.body.action' },
  },
  SocketStage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('SocketApi'), StageName: 'ws' } },
  Ticket: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: ref('SocketApi'),
      AuthorizerType: 'REQUEST',
      AuthorizerUri: join(
        'arn:aws:apigateway:',
        ref('AWS::Region'),
        ':lambda:path/2015-03-31/functions/',
        att('Authorizer', 'Arn'),
        '/invocations',
      ),
      IdentitySource: ['route.request.querystring.ticket'],
    },
  },
  TicketPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: att('Authorizer', 'Arn'),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: apiArn('SocketApi', '/authorizers/', ref('Ticket')),
    },
  },
  ...socketRoute('Connect', '$connect', { AuthorizationType: 'CUSTOM', AuthorizerId: ref('Ticket') }),
  ...socketRoute('Disconnect', '$disconnect'),
  ...socketRoute('Default', '$default'),
  KeepAliveRoute: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('SocketApi'),
      RouteKey: 'keepalive',
      Target: join('integrations/', ref('KeepAliveIntegration')),
    },
  },
  KeepAliveIntegration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: ref('SocketApi'), IntegrationType: 'MOCK', IntegrationUri: '' },
  },
};

const viewerFunction = (FunctionCode: string): Resource => ({
  Type: 'AWS::CloudFront::Function',
  Properties: { FunctionCode },
});
const association = (id: string) => [{ EventType: 'viewer-request', FunctionARN: att(id, 'FunctionARN') }];
const origin = (Id: string, DomainName: unknown, headers = true) => ({
  Id,
  DomainName,
  ...(headers && { OriginCustomHeaders: [{ HeaderName: 'x-parley-origin', HeaderValue: secret }] }),
});
const forwarding = (Headers: readonly string[], QueryStrings?: readonly string[]): Resource => ({
  Type: 'AWS::CloudFront::OriginRequestPolicy',
  Properties: {
    OriginRequestPolicyConfig: {
      CookiesConfig: { CookieBehavior: QueryStrings ? 'none' : 'all' },
      HeadersConfig: {
        HeaderBehavior: 'whitelist',
        Headers: ['CloudFront-Viewer-Address', 'X-Parley-Host', 'Origin', ...Headers],
      },
      QueryStringsConfig: QueryStrings
        ? { QueryStringBehavior: 'whitelist', QueryStrings }
        : { QueryStringBehavior: 'all' },
    },
  },
});

const edge: Record<string, Resource> = {
  ViewerHost: viewerFunction(
    "function handler(event) { var request = event.request; request.headers['x-parley-host'] = { value: request.headers.host.value }; return request; }",
  ),
  AppRoutes: viewerFunction(
    "function handler(event) { var request = event.request; if (!request.uri.slice(request.uri.lastIndexOf('/')).includes('.')) request.uri = '/index.html'; return request; }",
  ),
  ApiRequest: forwarding(['User-Agent', 'Accept', 'Authorization']),
  SocketRequest: forwarding(['Sec-WebSocket-Key', 'Sec-WebSocket-Version'], ['ticket']),
  Headers: {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: join(
              "default-src 'self'; connect-src 'self' https://",
              att('WebBucket', 'RegionalDomainName'),
            ),
          },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 100 },
          ContentTypeOptions: {},
        },
      },
    },
  },
  Distribution: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        DefaultRootObject: 'index.html',
        Origins: [
          origin('web', att('WebBucket', 'RegionalDomainName'), false),
          origin('http', host('HttpApi')),
          origin('socket', host('SocketApi')),
        ],
        CacheBehaviors: [
          {
            PathPattern: '/api/*',
            TargetOriginId: 'http',
            AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
            OriginRequestPolicyId: ref('ApiRequest'),
            FunctionAssociations: association('ViewerHost'),
            ResponseHeadersPolicyId: ref('Headers'),
          },
          {
            PathPattern: '/ws',
            TargetOriginId: 'socket',
            OriginRequestPolicyId: ref('SocketRequest'),
            FunctionAssociations: association('ViewerHost'),
          },
        ],
        DefaultCacheBehavior: {
          TargetOriginId: 'web',
          FunctionAssociations: association('AppRoutes'),
          ResponseHeadersPolicyId: ref('Headers'),
        },
      },
    },
  },
};

export const stackTemplate = (): Template =>
  structuredClone({ Resources: { ...storage, ...functions, ...apis, ...edge } });
