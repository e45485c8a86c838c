/** Event source mappings and schedules. */
import {
  asFlag,
  asList,
  asNumber,
  asObject,
  asStrings,
  asText,
  type Json,
  type JsonObject,
  TemplateError,
  textAt,
} from './json.ts';
import type { FunctionModel, ScheduleModel, StreamMapping } from './model.ts';
import type { Source } from './source.ts';

type Functions = ReadonlyMap<string, FunctionModel>;

export function readMappings(source: Source, functions: Functions): readonly StreamMapping[] {
  return source
    .all('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties['Enabled'] !== false)
    .map(({ id, properties }) => {
      const age = asNumber(properties['MaximumRecordAgeInSeconds'], -1);
      const retries = asNumber(properties['MaximumRetryAttempts'], -1);
      return {
        id,
        streamArn: textAt(properties['EventSourceArn'], `${id}.EventSourceArn`),
        functionArn: arnOf(functions, textAt(properties['FunctionName'], `${id}.FunctionName`)),
        batchSize: asNumber(properties['BatchSize'], 100),
        windowMs: asNumber(properties['MaximumBatchingWindowInSeconds'], 0) * 1000,
        retries: retries < 0 ? Number.POSITIVE_INFINITY : retries,
        maxAgeMs: age < 0 ? Number.POSITIVE_INFINITY : age * 1000,
        bisect: asFlag(properties['BisectBatchOnFunctionError']),
        reportsItems: asStrings(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
        filters: asList(asObject(properties['FilterCriteria'])['Filters']).map(pattern),
        failureDestination: asText(asObject(asObject(properties['DestinationConfig'])['OnFailure'])['Destination']),
        startsAtLatest: properties['StartingPosition'] === 'LATEST',
      };
    });
}

function pattern(filter: Json): JsonObject {
  const parsed: Json = JSON.parse(textAt(asObject(filter)['Pattern'], 'Filters.Pattern'));
  return asObject(parsed);
}

const arnOf = (functions: Functions, nameOrArn: string): string =>
  [...functions.values()].find((candidate) => candidate.name === nameOrArn)?.arn ?? nameOrArn;

const UNITS: { readonly [unit: string]: number } = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Schedules that invoke a function. Only `rate(…)` is run here; a `cron(…)` is refused so that nobody relies on it. */
export function readSchedules(source: Source): readonly ScheduleModel[] {
  return source.all('AWS::Scheduler::Schedule', 'AWS::Events::Rule').flatMap(({ id, properties }) => {
    const expression = asText(properties['ScheduleExpression']);
    if (expression === undefined) return [];
    const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
    if (count === undefined) throw new TemplateError(`${id}: schedule ${expression} is not understood here`);
    const targets = [asObject(properties['Target']), ...asList(properties['Targets']).map(asObject)];
    return targets
      .filter((target) => asText(target['Arn']) !== undefined)
      .map((target) => ({
        id,
        functionArn: textAt(target['Arn'], `${id}.Arn`),
        everyMs: Number(count) * (UNITS[unit] ?? 60_000),
        input: asText(target['Input']) ?? '{}',
      }));
  });
}
