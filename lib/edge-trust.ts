import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Aws, Fn } from 'aws-cdk-lib/core';
import { ENV } from '../lambdas/runtime/env-names.ts';

/** Header by which a function knows that a request came through our own edge. */
const HEADER = 'x-parley-origin';

/** The stack's GUID: known to the account's administrators only, never the same twice, and nothing to rotate or store. */
const secret = (): string => Fn.select(2, Fn.split('/', Aws.STACK_ID));

/** Headers that the edge adds to every request to the API origins. */
export const originHeaders = (): Record<string, string> => ({ [HEADER]: secret() });

/** Lets a function tell requests of our edge from others. */
export function grantEdgeTrust(fn: LambdaFunction): void {
  fn.addEnvironment(ENV.originSecret, secret());
}
