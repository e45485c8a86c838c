import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Aws, Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface AlarmsProps {
  /** By the names that the alarms' descriptions give them. */
  readonly functions: Readonly<Record<string, IFunction>>;
  /** Reads the table's stream. */
  readonly consumer: IFunction;
  /** Where stream records go that the consumer failed on. */
  readonly failures: IQueue;
  /** Answers of the HTTP API that are our fault. */
  readonly httpFailures: (options: MetricOptions) => IMetric;
  /** Who gets a mail. */
  readonly email?: string | undefined;
}

/** A stream record waits for a second; after ten minutes somebody's lost push is no longer repaired in time. */
const LATE = Duration.minutes(10);

const PERIOD = Duration.minutes(5);

/** What an owner should hear of. Ten alarms are free: there are fewer, and none while nothing happens. */
export class Alarms extends Construct {
  readonly #topic: Topic | undefined;

  constructor(scope: Construct, id: string, { functions, consumer, failures, httpFailures, email }: AlarmsProps) {
    super(scope, id);
    this.#topic = email === undefined ? undefined : this.#mailTo(email);
    const sum = { period: PERIOD, statistic: Stats.SUM };
    const worst = { period: PERIOD, statistic: Stats.MAXIMUM };
    for (const [name, fn] of Object.entries(functions))
      this.#alarm(`${name}Errors`, fn.metricErrors(sum), 5, `${name}: invocations failed or timed out`);
    this.#alarm('HttpFailures', httpFailures(sum), 10, 'Requests got an answer of 500 and above');
    const age = consumer.metric('IteratorAge', worst);
    this.#alarm('StreamBehind', age, LATE.toMilliseconds(), 'The stream consumer is behind');
    const waiting = failures.metricApproximateNumberOfMessagesVisible(worst);
    this.#alarm('RecordsFailed', waiting, 1, 'The stream consumer gave records up');
  }

  #alarm(id: string, metric: IMetric, threshold: number, description: string): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: `Parley. ${description}`,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    if (this.#topic) alarm.addAlarmAction(new SnsAction(this.#topic));
  }

  #mailTo(email: string): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'Parley', enforceSSL: true });
    const account = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com', { conditions: account }));
    topic.addSubscription(new EmailSubscription(email));
    Validations.of(topic).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'A mail that does not arrive is lost; the alarm still shows in CloudWatch',
    });
    return topic;
  }
}
