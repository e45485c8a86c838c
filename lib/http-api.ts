import { HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import type { AddRoutesOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Aws, Fn, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeNoAccessLog } from './no-access-log.ts';

/** Requests per second of everyone together: a ceiling on the bill, far above a busy workspace. */
const THROTTLE = { rateLimit: 1000, burstLimit: 500 };

/** The HTTP transport: actions, and the documents about them. */
export class ParleyHttpApi extends Construct {
  /** Host name of the API, for the edge. */
  readonly domainName: string;
  readonly #api: HttpApi;

  constructor(scope: Construct, id: string, handler: IFunction) {
    super(scope, id);
    this.#api = new HttpApi(this, 'Api', { apiName: `${Aws.STACK_NAME}-http`, createDefaultStage: false });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.#api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
    });
    acknowledgeNoAccessLog(stage);
    const integration = new HttpLambdaIntegration('Http', handler);
    this.#addRoute(
      { path: '/api/{action}', methods: [HttpMethod.POST], integration },
      'Each action checks its session',
    );
    this.#addRoute({ path: '/api/docs', methods: [HttpMethod.GET], integration }, 'The documents are public');
    this.#addRoute({ path: '/api/docs/{file}', methods: [HttpMethod.GET], integration }, 'The documents are public');
    this.domainName = Fn.select(2, Fn.split('/', this.#api.apiEndpoint));
  }

  #addRoute(options: AddRoutesOptions, reason: string): void {
    for (const route of this.#api.addRoutes(options))
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
  }

  /** Answers of 500 and above: a function failed, took too long, or may not be invoked. */
  metricFailures(options: MetricOptions): IMetric {
    return this.#api.metricServerError(options);
  }
}
