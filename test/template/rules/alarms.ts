/** Alarms that can go off, and cost nothing. */
import { at, fields, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Fields, Invariant, Template } from '../template.ts';

interface Metric {
  readonly namespace: string;
  readonly dimension: string;
  /** Type of the resource that the dimension names. */
  readonly of: string;
  readonly names: readonly string[];
}

/** Metrics that the services write, as their manuals list them. */
const METRICS: readonly Metric[] = [
  {
    namespace: 'AWS/Lambda',
    dimension: 'FunctionName',
    of: 'AWS::Lambda::Function',
    names: [
      'Errors',
      'Throttles',
      'Invocations',
      'Duration',
      'IteratorAge',
      'ConcurrentExecutions',
      'AsyncEventsDropped',
    ],
  },
  {
    namespace: 'AWS/SQS',
    dimension: 'QueueName',
    of: 'AWS::SQS::Queue',
    names: ['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage', 'NumberOfMessagesSent'],
  },
  {
    namespace: 'AWS/ApiGateway',
    dimension: 'ApiId',
    of: 'AWS::ApiGatewayV2::Api',
    names: ['4xx', '5xx', 'Count', 'Latency', 'ConnectCount', 'MessageCount', 'IntegrationError', 'ExecutionError'],
  },
];

const FREE = 10;

function isMetric(template: Template, alarm: Fields): boolean {
  const [dimension, second] = list(alarm['Dimensions']);
  const known = METRICS.find(({ namespace }) => namespace === alarm['Namespace']);
  return (
    second === undefined &&
    known?.names.includes(render(alarm['MetricName'])) === true &&
    at(dimension, 'Name') === known.dimension &&
    template.Resources[namedIn(at(dimension, 'Value'))]?.Type === known.of
  );
}

const COUNTS = /^(Errors|Throttles|5xx|4xx|Count|NumberOfMessagesSent|AsyncEventsDropped)$/;

function statisticFits(alarm: Fields): boolean {
  const wanted = COUNTS.test(render(alarm['MetricName'])) ? 'Sum' : 'Maximum';
  return alarm['Statistic'] === wanted;
}

/** Every alarm watches a metric of a resource that is there, in a way in which it can go off, and is quiet while idle. */
export const alarmsCanRing: Invariant = (template) =>
  resourcesOf(template, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties = {} }]) => {
    const problems: string[] = [];
    if (!isMetric(template, Properties)) problems.push(`${id} watches nothing that there is`);
    if (!statisticFits(Properties)) problems.push(`${id} counts by the wrong statistic`);
    if (!(Number(Properties['Threshold']) > 0)) problems.push(`${id} rings without a reason`);
    if (!(Number(Properties['Period']) >= 60)) problems.push(`${id} has a period that costs`);
    if (Properties['TreatMissingData'] !== 'notBreaching') problems.push(`${id} rings while idle`);
    if (!render(Properties['ComparisonOperator']).startsWith('GreaterThan'))
      problems.push(`${id} rings when all is well`);
    if (Properties['ActionsEnabled'] === false) problems.push(`${id} tells nobody`);
    return problems;
  });

/** What must be watched: that our functions work, that the API answers, that the stream is read, that nothing was given up. */
export const troubleIsSeen: Invariant = (template) => {
  const watched = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties = {} }]) => {
    const [dimension] = list(Properties['Dimensions']);
    return `${render(Properties['MetricName'])} ${namedIn(at(dimension, 'Value'))}`;
  });
  const functions = resourcesOf(template, 'AWS::Lambda::Function').filter(([id]) => !id.startsWith('Custom'));
  const wanted = [
    ...functions.map(([id]) => `Errors ${id}`),
    ...resourcesOf(template, 'AWS::ApiGatewayV2::Api')
      .filter(([, api]) => fields(api.Properties)['ProtocolType'] === 'HTTP')
      .map(([id]) => `5xx ${id}`),
    ...resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties }]) => [
      `IteratorAge ${namedIn(at(Properties, 'FunctionName'))}`,
      `ApproximateNumberOfMessagesVisible ${namedIn(at(Properties, 'DestinationConfig', 'OnFailure', 'Destination'))}`,
    ]),
  ];
  const missing = wanted.filter((one) => !watched.includes(one)).map((one) => `nobody watches ${one}`);
  return watched.length > FREE ? [...missing, `${watched.length} alarms: ${FREE} are free`] : missing;
};
