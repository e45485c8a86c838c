import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Aws, Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** Requests per second of everyone together: a ceiling on the bill, far above a busy workspace. */
const THROTTLE = { rateLimit: 1000, burstLimit: 500 };

/** The HTTP transport: actions, and the documents about them. */
export class ParleyHttpApi extends Construct {
  /** Host name of the API, for the edge. */
  readonly domainName: string;

  constructor(scope: Construct, id: string, handler: IFunction) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: `${Aws.STACK_NAME}-http`, createDefaultStage: false });
    new HttpStage(this, 'Stage', { httpApi: api, stageName: '$default', autoDeploy: true, throttle: THROTTLE });
    const integration = new HttpLambdaIntegration('Http', handler);
    api.addRoutes({ path: '/api/{action}', methods: [HttpMethod.POST], integration });
    api.addRoutes({ path: '/api/docs', methods: [HttpMethod.GET], integration });
    api.addRoutes({ path: '/api/docs/{file}', methods: [HttpMethod.GET], integration });
    this.domainName = Fn.select(2, Fn.split('/', api.apiEndpoint));
  }
}
