/** Queues. */
import { at, list, namedIn, resourcesOf } from '../template.ts';
import type { Invariant } from '../template.ts';

/** Queues are encrypted and refuse plain http. */
export const queuesPrivate: Invariant = (template) =>
  resourcesOf(template, 'AWS::SQS::Queue').flatMap(([id, { Properties }]) => {
    const problems = at(Properties, 'SqsManagedSseEnabled') === true ? [] : [`${id} is not encrypted`];
    const refuses = resourcesOf(template, 'AWS::SQS::QueuePolicy').some(
      ([, policy]) =>
        list(at(policy, 'Properties', 'Queues')).some((queue) => namedIn(queue) === id) &&
        list(at(policy, 'Properties', 'PolicyDocument', 'Statement')).some(
          (statement) =>
            at(statement, 'Effect') === 'Deny' && at(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
        ),
    );
    if (!refuses) problems.push(`${id} accepts plain http`);
    return problems;
  });
