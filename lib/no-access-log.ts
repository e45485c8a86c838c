import { Validations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

const REASON = 'The functions log what went wrong; a line per request would cost more than the request';

/** A stage of an API that keeps no log of its requests. */
export const acknowledgeNoAccessLog = (stage: IConstruct): void =>
  Validations.of(stage).acknowledge(
    { id: 'AwsSolutions-APIG1', reason: REASON },
    { id: 'Serverless-APIGWAccessLogging', reason: REASON },
  );
