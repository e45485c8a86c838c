import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration, WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Aws, Fn, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/runtime/env-names.ts';
import { logicalIdOf } from './logical-id.ts';
import { acknowledgeNoAccessLog } from './no-access-log.ts';

/** Frames per second of everyone together: a ceiling on the bill. */
const THROTTLE = { rateLimit: 2000, burstLimit: 1000 };

/** Name of the stage, so that the path `/ws` of the edge is also the path of the origin. */
const STAGE = 'ws';

export interface ParleyWebSocketProps {
  readonly socket: IFunction;
  readonly authorizer: IFunction;
}

/** The WebSocket transport: opened by a ticket, answered by posts. */
export class ParleyWebSocket extends Construct {
  /** Host name of the API, for the edge. */
  readonly domainName: string;
  readonly path = `/${STAGE}`;
  readonly #api: WebSocketApi;
  readonly #stage: WebSocketStage;

  constructor(scope: Construct, id: string, props: ParleyWebSocketProps) {
    super(scope, id);
    const route = (name: string) => ({ integration: new WebSocketLambdaIntegration(name, props.socket) });
    const authorizer = new WebSocketLambdaAuthorizer('Ticket', props.authorizer, {
      identitySource: ['route.request.querystring.ticket'],
    });
    this.#api = new WebSocketApi(this, 'Api', {
      apiName: `${Aws.STACK_NAME}-socket`,
      routeSelectionExpression: '$request.body.action',
      connectRouteOptions: { ...route('Opened'), authorizer },
      disconnectRouteOptions: route('Closed'),
      defaultRouteOptions: route('Frame'),
    });
    this.#addKeepAlive();
    this.#stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: this.#api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: THROTTLE,
    });
    acknowledgeNoAccessLog(this.#stage);
    for (const name of ['$disconnect', '$default', 'keepalive'])
      Validations.of(this.#api.node.findChild(`${name}-Route`)).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'A gateway authorizes $connect only: whoever is connected was authorized',
      });
    this.domainName = Fn.select(2, Fn.split('/', this.#api.apiEndpoint));
  }

  /** Keeps an idle socket open without waking a function; it has no route response, so nothing comes back. */
  #addKeepAlive(): void {
    this.#api.addRoute('keepalive', {
      integration: new WebSocketMockIntegration('KeepAlive', {
        requestTemplates: { '200': '{"statusCode":200}' },
        templateSelectionExpression: '200',
      }),
    });
  }

  /** The Gateway port: posting to connections and closing them. */
  grantPost(fn: LambdaFunction): void {
    const arn = (resourceName: string): string =>
      Stack.of(this).formatArn({ service: 'execute-api', resource: this.#api.apiId, resourceName });
    const resources = ['POST', 'DELETE'].map((method) => `${STAGE}/${method}/@connections/*`);
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['execute-api:ManageConnections'],
      resourceArns: resources.map(arn),
    });
    const api = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${logicalIdOf(this.#api)}>`;
    for (const resource of resources)
      Validations.of(fn.role ?? fn).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${api}/${resource}]`,
        reason: 'Connections come and go; the stage and the method are named',
      });
    fn.addEnvironment(ENV.callbackUrl, this.#stage.callbackUrl);
  }
}
