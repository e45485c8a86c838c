/** The stream, who reads it, and what becomes of what fails. */
import { keys } from '../../../lambdas/table/schema.ts';
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant, Json, Resource, Template } from '../template.ts';

const mappingsOf = (template: Template): [string, Resource][] =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping');

/** A stream's records are never lost in silence, and one bad record does not stop the others. */
export const failuresKept: Invariant = (template) =>
  mappingsOf(template).flatMap(([id, { Properties }]) => {
    const kept = namedIn(at(Properties, 'DestinationConfig', 'OnFailure', 'Destination'));
    const queue = template.Resources[kept];
    const retention = Number(at(queue?.Properties, 'MessageRetentionPeriod'));
    const problems: string[] = [];
    if (queue?.Type !== 'AWS::SQS::Queue') problems.push(`${id} loses failures`);
    else if (!(retention >= 7 * 86_400)) problems.push(`${kept} forgets failures before anybody looks`);
    if (at(Properties, 'BisectBatchOnFunctionError') !== true) problems.push(`${id} fails whole batches`);
    const retries = Number(at(Properties, 'MaximumRetryAttempts') ?? -1);
    if (!(retries >= 1 && retries <= 10)) problems.push(`${id} gives up at once, or blocks for a day`);
    return problems;
  });

/** The table's stream feeds the function that repairs pushes, at once, and hears which records failed. */
export const repairIsFed: Invariant = (template) => {
  const fed = mappingsOf(template).filter(([, { Properties }]) => {
    const table = template.Resources[namedIn(at(Properties, 'EventSourceArn'))];
    return (
      table?.Type === 'AWS::DynamoDB::Table' &&
      render(at(Properties, 'EventSourceArn')).endsWith('.StreamArn}') &&
      namedIn(at(Properties, 'FunctionName')).startsWith('Repair') &&
      at(Properties, 'StartingPosition') === 'LATEST' &&
      at(Properties, 'Enabled') !== false &&
      Number(at(Properties, 'MaximumBatchingWindowInSeconds') ?? 0) <= 1 &&
      Number(at(Properties, 'BatchSize') ?? 100) <= 100 &&
      render(list(at(Properties, 'FunctionResponseTypes'))[0]) === 'ReportBatchItemFailures'
    );
  });
  return fed.length === 1 && mappingsOf(template).length === 1 ? [] : ['the repair function is not fed as it must be'];
};

interface Pattern {
  readonly eventName?: readonly string[];
  readonly dynamodb?: { readonly Keys?: Readonly<Record<string, { S?: readonly { prefix?: string }[] }>> };
}

const prefixesOf = (pattern: Json): string => {
  const { eventName, dynamodb } = JSON.parse(render(pattern)) as Pattern;
  const prefixes = (dynamodb?.Keys?.['sk']?.S ?? []).map(({ prefix = '' }) => prefix).toSorted();
  return `${eventName?.join()} ${prefixes.join()}`;
};

const kindOf = ({ sk }: { readonly sk: string }): string => sk.slice(0, sk.indexOf('#') + 1);
const NUMBERED = [kindOf(keys.message('', 1)), kindOf(keys.change('', 1))].toSorted().join();

/** Filters let exactly the new numbers of channels through; every other write would cost an invocation. */
export const filtersFit: Invariant = (template) =>
  mappingsOf(template).flatMap(([id, { Properties }]) => {
    const filters = list(at(Properties, 'FilterCriteria', 'Filters'));
    const [first] = filters;
    const fits = filters.length === 1 && prefixesOf(at(first, 'Pattern')) === `INSERT ${NUMBERED}`;
    return fits ? [] : [`${id} filters by ${filters.map(render).join()}`];
  });

/** The consumer reads the new image: a stream without it would make every message look like a change. */
export const streamShowsImages: Invariant = (template) =>
  resourcesOf(template, 'AWS::DynamoDB::Table')
    .filter(([, { Properties }]) => at(Properties, 'StreamSpecification', 'StreamViewType') !== 'NEW_IMAGE')
    .map(([id]) => `${id} streams no new images`);
