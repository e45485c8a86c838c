import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ENV } from '../lambdas/runtime/env-names.ts';
import { TABLE } from '../lambdas/table/schema.ts';

/** What the Store port needs; a transaction is authorised by the actions of its parts. */
const STORE = ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'];

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table that holds everything but files and passwords. */
export class ParleyTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: text(TABLE.partitionKey),
      sortKey: text(TABLE.sortKey),
      timeToLiveAttribute: TABLE.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, index] of Object.entries(TABLE.indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.ALL,
      });
    }
  }

  /** The whole Store port but its indexes. */
  grantStore(fn: LambdaFunction): void {
    this.#grant(fn, STORE);
  }

  /** Reading the indexes: lists of people and invites. */
  grantLists(fn: LambdaFunction): void {
    const indexes = Object.keys(TABLE.indexes).map((index) => `${this.table.tableArn}/index/${index}`);
    Grant.addToPrincipal({ grantee: fn, actions: ['dynamodb:Query'], resourceArns: indexes });
  }

  /** Consuming a connection ticket: a conditional delete that returns it. */
  grantTickets(fn: LambdaFunction): void {
    this.#grant(fn, ['DeleteItem']);
  }

  /** Reading a channel's audience, noting what was pushed, dropping gone connections and telling who watched them. */
  grantDelivery(fn: LambdaFunction): void {
    this.#grant(fn, ['GetItem', 'Query', 'UpdateItem', 'DeleteItem']);
  }

  #grant(fn: LambdaFunction, actions: readonly string[]): void {
    Grant.addToPrincipal({
      grantee: fn,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.table.tableArn],
    });
    fn.addEnvironment(ENV.table, this.table.tableName);
  }
}
