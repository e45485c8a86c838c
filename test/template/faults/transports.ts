/** Mistakes in APIs, routes, authorizers and what stands behind them. */
import { type Fault, inside, properties, removing, replacing, set, setting } from './damage.ts';

const ROUTE = 'AWS::ApiGatewayV2::Route';
const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const AUTHORIZER = 'AWS::ApiGatewayV2::Authorizer';
const STAGE = 'AWS::ApiGatewayV2::Stage';
const FUNCTION = 'AWS::Lambda::Function';

export const TRANSPORT_FAULTS: readonly Fault[] = [
  removing('no route for actions', ROUTE, 'HttpApiPOST'),
  removing('no route for keep-alives', ROUTE, 'WebSocketApikeepalive'),
  removing('no route for sockets that close', ROUTE, 'WebSocketApidisconnect'),
  replacing('a misspelt route', ROUTE, 'HttpApiPOST', '/api/{action}', '/apis/{action}'),
  replacing('actions by another method', ROUTE, 'HttpApiPOST', 'POST ', 'PUT '),
  replacing('a route of the other API', ROUTE, 'WebSocketApidefault', 'WebSocketApi273F6915', 'HttpApi9292168F'),
  setting('sockets that open without a ticket', ROUTE, 'WebSocketApiconnect', 'AuthorizationType', 'NONE'),
  setting('a route without its authorizer', ROUTE, 'WebSocketApiconnect', 'AuthorizerId', undefined),
  removing('an integration that is gone', INTEGRATION, 'HttpApiPOST'),
  replacing(
    'an integration with another function',
    INTEGRATION,
    'WebSocketApidefault',
    'SocketFF70B135',
    'Http36EFD62B',
  ),
  setting('another payload', INTEGRATION, 'HttpApiPOST', 'PayloadFormatVersion', '1.0'),
  setting('a gateway that does not wait', INTEGRATION, 'HttpApiPOST', 'TimeoutInMillis', 3000),
  setting('a gateway that waits for minutes', INTEGRATION, 'WebSocketApidefault', 'TimeoutInMillis', 120_000),
  setting('keep-alives that wake a function', INTEGRATION, 'WebSocketApikeepalive', 'IntegrationType', 'AWS_PROXY'),
  replacing('another function as authorizer', AUTHORIZER, '', 'AuthorizerBD825682', 'SocketFF70B135'),
  replacing('an authorizer that looks elsewhere', AUTHORIZER, '', 'querystring.ticket', 'header.Authorization'),
  setting('an authorizer of tokens', AUTHORIZER, '', 'AuthorizerType', 'JWT'),
  removing('an authorizer that is gone', AUTHORIZER),
  setting('a stage of another name', STAGE, 'WebSocket', 'StageName', 'prod'),
  setting('a stage that is never deployed', STAGE, 'HttpApi', 'AutoDeploy', false),
  setting('an API without a ceiling', STAGE, 'HttpApi', 'DefaultRouteSettings', undefined),
  removing('an API without a stage', STAGE, 'WebSocket'),
  {
    name: 'a log of what people write',
    damage: (template) =>
      set(inside(properties(template, STAGE, 'WebSocket'), 'DefaultRouteSettings'), 'DataTraceEnabled', true),
  },
  setting(
    'routes selected by another field',
    'AWS::ApiGatewayV2::Api',
    'WebSocket',
    'RouteSelectionExpression',
    '$request.body.type',
  ),
  setting('an old runtime', FUNCTION, 'Http', 'Runtime', 'nodejs18.x'),
  setting('another processor', FUNCTION, 'Http', 'Architectures', ['x86_64']),
  setting('a function that outlasts the gateway', FUNCTION, 'Socket', 'Timeout', 60),
  setting('a function without time', FUNCTION, 'Authorizer', 'Timeout', 1),
  setting('a function that nobody can pay', FUNCTION, 'Http', 'MemorySize', 10_240),
  setting('a function without room', FUNCTION, 'Http', 'MemorySize', 128),
  setting('a function that never runs', FUNCTION, 'Socket', 'ReservedConcurrentExecutions', 0),
  setting('a handler that is not there', FUNCTION, 'Repair', 'Handler', 'repair.handler'),
  setting('a function that is not traced', FUNCTION, 'Http', 'TracingConfig', undefined),
  setting('a function that logs for ever', FUNCTION, 'Http', 'LoggingConfig', undefined),
  setting('a log that never forgets', 'AWS::Logs::LogGroup', 'HttpLog', 'RetentionInDays', undefined),
  setting('a log of five days and a half', 'AWS::Logs::LogGroup', 'HttpLog', 'RetentionInDays', 5.5),
  {
    name: 'a variable that is missing',
    damage: (template) =>
      set(
        inside(properties(template, FUNCTION, 'Socket'), 'Environment', 'Variables'),
        'PARLEY_CALLBACK_URL',
        undefined,
      ),
  },
  {
    name: 'a misspelt variable',
    damage: (template) =>
      set(inside(properties(template, FUNCTION, 'Http'), 'Environment', 'Variables'), 'PARLEY_SENDLIMIT', '60'),
  },
  {
    name: 'a variable that names another resource',
    damage: (template) =>
      set(inside(properties(template, FUNCTION, 'Http'), 'Environment', 'Variables'), 'PARLEY_TABLE', {
        Ref: 'FilesBucket7C17EE2E',
      }),
  },
  {
    name: 'a secret that is not the edge’s',
    damage: (template) =>
      set(inside(properties(template, FUNCTION, 'Http'), 'Environment', 'Variables'), 'PARLEY_ORIGIN_SECRET', 'secret'),
  },
  {
    name: 'a limit of nothing',
    damage: (template) =>
      set(inside(properties(template, FUNCTION, 'Http'), 'Environment', 'Variables'), 'PARLEY_SEND_LIMIT', '0'),
  },
  removing('pushes that are tried for hours', 'AWS::Lambda::EventInvokeConfig'),
  setting('pushes that are tried once', 'AWS::Lambda::EventInvokeConfig', '', 'MaximumRetryAttempts', 0),
];
