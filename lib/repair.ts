import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
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

/** Heals a push that was lost between commit and post: the table's stream tells viewers how far the channel is. */
export class Repair extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, table: ITable) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      entry: 'repair',
      description: 'Sends the tip of a channel to viewers whose push was lost',
    });
    const failures = new Queue(this, 'Failures', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
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
        onFailure: new SqsDlq(failures),
      }),
    );
  }
}
