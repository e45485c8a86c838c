/** Mistakes in who may do what. */
import { at, list } from '../template.ts';
import { type Fault, inside, properties, removing, replacing, set, setting, statement } from './damage.ts';

const POLICY = 'AWS::IAM::Policy';
const PERMISSION = 'AWS::Lambda::Permission';

export const PERMISSION_FAULTS: readonly Fault[] = [
  replacing('an action that IAM does not have', POLICY, 'HttpRole', 'dynamodb:PutItem', 'dynamodb:PutItems'),
  replacing('a service that IAM does not have', POLICY, 'SocketRole', 'execute-api:', 'executeapi:'),
  replacing('an action of another service', POLICY, 'HttpRole', 'cognito-idp:AdminGetUser', 'dynamodb:GetItem'),
  replacing('an action without a service', POLICY, 'HttpRole', 'lambda:InvokeFunction', 'InvokeFunction'),
  {
    name: 'all actions on the table',
    damage: (template) => set(statement(template, 'AuthorizerRole', 'dynamodb:DeleteItem'), 'Action', 'dynamodb:*'),
  },
  {
    name: 'an action on everything',
    damage: (template) => set(statement(template, 'AuthorizerRole', 'dynamodb:DeleteItem'), 'Resource', '*'),
  },
  {
    name: 'an action on everything but',
    damage: (template) => {
      const found = statement(template, 'AuthorizerRole', 'dynamodb:DeleteItem');
      set(found, 'NotResource', found['Resource']);
      set(found, 'Resource', undefined);
    },
  },
  {
    name: 'a condition that no call meets',
    damage: (template) =>
      set(statement(template, 'HttpRole', 'dynamodb:PutItem'), 'Condition', {
        StringEquals: { 'aws:PrincipalTag/team': 'chat' },
      }),
  },
  {
    name: 'a deny beside the grant',
    damage: (template) => set(statement(template, 'HttpRole', 'dynamodb:PutItem'), 'Effect', 'Deny'),
  },
  {
    name: 'posts to every stage of every API',
    damage: (template) =>
      set(statement(template, 'SocketRole', 'execute-api:ManageConnections'), 'Resource', {
        'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*',
      }),
  },
  setting('an administrator', 'AWS::IAM::Role', 'HttpRole', 'ManagedPolicyArns', [
    'arn:aws:iam::aws:policy/AdministratorAccess',
  ]),
  replacing('a role for another service', 'AWS::IAM::Role', 'SocketRole', 'lambda.amazonaws.com', 'ec2.amazonaws.com'),
  setting('a role that everyone may assume', 'AWS::IAM::Role', 'HttpRole', 'AssumeRolePolicyDocument', {
    Version: '2012-10-17',
    Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: '*' } }],
  }),
  {
    name: "another function's role",
    damage: (template) => {
      const { Role } = properties(template, 'AWS::Lambda::Function', 'Http');
      set(properties(template, 'AWS::Lambda::Function', 'Authorizer'), 'Role', Role);
    },
  },
  removing('a role without its policy', POLICY, 'FanOutFunctionRole'),
  replacing('the right to write another log', POLICY, 'HttpRole', 'HttpLog75063260', 'SocketLogFBF35046'),
  setting('an invoke permission without a source', PERMISSION, 'HttpApiPOST', 'SourceArn', undefined),
  setting('an invoke permission for everyone', PERMISSION, 'HttpApiPOST', 'Principal', '*'),
  setting('an invoke permission for another action', PERMISSION, 'WebSocketApidefault', 'Action', 'lambda:GetFunction'),
  replacing(
    'an invoke permission for another API',
    PERMISSION,
    'WebSocketApidefault',
    'WebSocketApi273F6915',
    'HttpApi9292168F',
  ),
  replacing('an invoke permission on another function', PERMISSION, 'HttpApiPOST', 'Http36EFD62B', 'SocketFF70B135'),
  replacing('an invoke permission for another route', PERMISSION, 'HttpApiPOST', '/api/{action}', '/api/{name}'),
  removing('no invoke permission for a route', PERMISSION, 'WebSocketApiconnect'),
  removing('no invoke permission for the authorizer', PERMISSION, 'WebSocketApiParleyWebSocketApiTicket'),
  removing('an app that nobody may read', 'AWS::S3::BucketPolicy', 'Web'),
  {
    name: 'a function with a public URL',
    damage: (template) => {
      const TargetFunctionArn = { Ref: 'Http36EFD62B' };
      template.Resources['Url'] = { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn } };
    },
  },
  {
    name: 'a bucket that anybody reads',
    damage: (template) => {
      const document = inside(properties(template, 'AWS::S3::BucketPolicy', 'WebBucket'), 'PolicyDocument');
      const allowing = inside(list(document['Statement']).find((one) => at(one, 'Effect') === 'Allow'));
      set(allowing, 'Principal', '*');
      set(allowing, 'Condition', undefined);
    },
  },
  replacing(
    'a bucket that any distribution reads',
    'AWS::S3::BucketPolicy',
    'WebBucket',
    'AWS:SourceArn',
    'AWS:SourceAccount',
  ),
];
