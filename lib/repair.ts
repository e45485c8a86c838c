import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { keys } from '../lambdas/table/schema.ts';
import { NodeFunction } from './node-function.ts';

/** `M#` of `M#0001`: what all sort keys of a kind begin with. */
const kindOf = (key: { readonly sk: string }): string => key.sk.slice(0, key.sk.indexOf('#') + 1);

/** New numbers in a channel, messages and changes: nothing else can have been pushed. */
const NUMBERED = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    Keys: {
      sk: {
        S: [
          ...FilterRule.beginsWith(kindOf(keys.message('', 0))),
          ...FilterRule.beginsWith(kindOf(keys.change('', 0))),
        ],
      },
    },
  },
});

/** The CDK's own destination would also grant what only readers of a queue need. */
const failuresTo = (queue: Queue): IEventSourceDlq => ({
  bind: (_mapping, handler) => {
    Grant.addToPrincipal({ grantee: handler, actions: ['sqs:SendMessage'], resourceArns: [queue.queueArn] });
    return { destination: queue.queueArn };
  },
});

export interface RepairProps {
  /** With a stream. */
  readonly table: ITable;
  readonly traced: boolean;
}

/** Heals a push that was lost between commit and post: the table's stream tells viewers how far the channel is. */
export class Repair extends Construct {
  readonly function: NodeFunction;
  /** Points at stream records that were given up. */
  readonly failures: Queue;

  constructor(scope: Construct, id: string, { table, traced }: RepairProps) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      entry: 'repair',
      traced,
      description: 'Sends the tip of a channel to viewers whose push was lost',
    });
    this.failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const last = 'This queue is where failed records end';
    Validations.of(this.failures).acknowledge(
      { id: 'AwsSolutions-SQS3', reason: last },
      { id: 'Serverless-SQSRedrivePolicy', reason: last },
    );
    if (!traced && this.function.role) {
      Validations.of(this.function.role).acknowledge({
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'ListStreams of a stream consumer has no resource to name',
      });
    }
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason: 'A stream invokes it; records that it fails on go to the queue of failures',
    });
    this.function.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(1),
        filters: [NUMBERED],
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 3,
        onFailure: failuresTo(this.failures),
      }),
    );
  }
}
