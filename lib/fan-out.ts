import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/runtime/env-names.ts';
import { NodeFunction } from './node-function.ts';

export interface FanOutProps {
  /** Recipients above which a sender hands over. */
  readonly threshold: number;
  readonly traced: boolean;
}

/** Posting to large audiences in further invocations, so that the sender's own stays short. */
export class FanOut extends Construct {
  readonly function: NodeFunction;
  readonly #threshold: number;

  constructor(scope: Construct, id: string, { threshold, traced }: FanOutProps) {
    super(scope, id);
    this.#threshold = threshold;
    this.function = new NodeFunction(this, 'Function', {
      entry: 'fan-out',
      traced,
      description: 'Posts events to a share of a large audience',
    });
    /** A push that comes later is of no use: clients have asked for what they missed by then. */
    this.function.configureAsyncInvoke({ maxEventAge: Duration.minutes(5), retryAttempts: 2 });
    const late = 'A push that failed three times comes too late to be kept: clients ask for what they missed';
    Validations.of(this.function).acknowledge(
      { id: 'Serverless-LambdaDLQ', reason: late },
      { id: 'Serverless-LambdaAsyncFailureDestination', reason: late },
    );
  }

  /** The Tasks port. */
  grantInvoke(fn: LambdaFunction): void {
    Grant.addToPrincipal({
      grantee: fn,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [this.function.functionArn],
    });
    fn.addEnvironment(ENV.fanOutFunction, this.function.functionName);
    fn.addEnvironment(ENV.fanOutThreshold, String(this.#threshold));
  }
}
