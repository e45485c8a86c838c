/** The HTTP API and the WebSocket API of the fixture. */
import { apiArn, att, join, ref, type Resource } from './stub-intrinsics.ts';

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

export const apis: Record<string, Resource> = {
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
