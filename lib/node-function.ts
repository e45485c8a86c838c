import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AssetHashType, Duration, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { bundling } from './bundle.ts';

const LAMBDAS = fileURLToPath(new URL('../lambdas', import.meta.url));

/** Logs of every function, the CDK's own included, are kept this long. */
export const LOG_RETENTION = RetentionDays.ONE_MONTH;

export interface NodeFunctionProps {
  /** Name of the entry point in `lambdas/`, without extension. */
  readonly entry: string;
  readonly description: string;
  /** At most 29 s: API Gateway answers for a function that takes longer. */
  readonly timeout?: Duration;
  /** Whether X-Ray traces its calls: 5 dollars a million beyond the first 100,000 of a month. */
  readonly traced: boolean;
}

/** One of our functions, with nothing but the right to write its own log and traces; constructs grant the rest. */
export class NodeFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, { retention: LOG_RETENTION });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(LAMBDAS, {
        assetHashType: AssetHashType.OUTPUT,
        bundling: bundling(join(LAMBDAS, `${props.entry}.ts`)),
      }),
      memorySize: 512,
      timeout: props.timeout ?? Duration.seconds(29),
      tracing: props.traced ? Tracing.ACTIVE : Tracing.DISABLED,
      // Lines about every start and end would cost more than the invocations; failures and metrics are there without them.
      systemLogLevelV2: SystemLogLevel.WARN,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      role,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
    if (props.traced) {
      Validations.of(role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'X-Ray (and ListStreams of a stream consumer) have no resource to name',
      });
    } else {
      Validations.of(this).acknowledge({
        id: 'Serverless-LambdaTracing',
        reason: 'Whoever configured the stack chose to do without traces; failures are logged with their place',
      });
    }
  }
}
