/** cdk-nag's findings, and what the constructs acknowledge. It runs here only: a synthesis would be a second longer. */
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Validations } from 'aws-cdk-lib/core';
import type { Acknowledgment, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { afterEach, expect, test, vi } from 'vitest';
import { synthesise } from './template.ts';

const PACKS: readonly (new (scope: IConstruct) => NagPack)[] = [AwsSolutionsChecks, ServerlessChecks];

/** `rule at construct`, for everything that the packs find and nobody acknowledged. */
const findings = (stack: Stack): string[] =>
  PACKS.flatMap((Pack) => new Pack(stack).validateScope(stack).violations).flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
  );

/** The findings of the stack after `change`. */
function findingsAfter(change: (stack: Stack) => unknown = () => undefined, context = {}): string[] {
  const found: string[] = [];
  synthesise({
    context,
    change: (stack) => {
      change(stack);
      found.push(...findings(stack));
    },
  });
  return found;
}

/** Everything that is acknowledged while `work` runs; the acknowledgements themselves are not made. */
function withoutAcknowledgements(work: () => void): readonly (Acknowledgment & { readonly path: string })[] {
  const made: (Acknowledgment & { path: string })[] = [];
  vi.spyOn(Validations, 'of').mockImplementation((scope) => {
    const validations: Validations = Object.create(Validations.prototype);
    return Object.assign(validations, {
      acknowledge: (...given: Acknowledgment[]) => {
        for (const { id, reason } of given) made.push({ id, reason, path: scope.node.path });
      },
    });
  });
  work();
  return made;
}

afterEach(() => vi.restoreAllMocks());

test('nothing is found that is not acknowledged', () => {
  expect(findingsAfter()).toEqual([]);
});

test('nor with every setting', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/5f2c-1';
  const context = { alarmEmail: 'ada@example.org', domainName: 'chat.example.org', certificateArn, tracing: 'off' };
  expect(findingsAfter(() => undefined, context)).toEqual([]);
});

test('something would be found', () => {
  expect(findingsAfter((stack) => new Queue(stack, 'Open'))).toContain('AwsSolutions-SQS3 at Parley/Open/Resource');
});

test('every acknowledgement has a finding, and a reason of its own', () => {
  const raw: string[] = [];
  const made = withoutAcknowledgements(() => raw.push(...findingsAfter()));
  const nag = made.filter(({ id }) => /^(AwsSolutions|Serverless)-/.test(id));
  const stale = nag.filter(({ id, path }) => !raw.some((finding) => finding.startsWith(`${id} at ${path}/`)));
  expect(stale).toEqual([]);
  expect(nag.filter(({ reason }) => reason.length < 20)).toEqual([]);
});
