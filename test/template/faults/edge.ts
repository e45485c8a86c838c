/** Mistakes in what the edge does, in alarms, in schedules, and in names. */
import type { Fields, Json, Template } from '../template.ts';
import { type Fault, inside, properties, removing, replacing, resource, set, setting } from './damage.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const ALARM = 'AWS::CloudWatch::Alarm';

const distribution = (template: Template): Fields => inside(properties(template, DISTRIBUTION), 'DistributionConfig');
const api = (template: Template): Fields => inside(distribution(template), 'CacheBehaviors', 0);
const socket = (template: Template): Fields => inside(distribution(template), 'CacheBehaviors', 1);
const app = (template: Template): Fields => inside(distribution(template), 'DefaultCacheBehavior');
const apiOrigin = (template: Template): Fields => inside(distribution(template), 'Origins', 1);

const at = (name: string, where: (template: Template) => Fields, property: string, value: Json): Fault => ({
  name,
  damage: (template) => set(where(template), property, value),
});

const OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';

/** A schedule as somebody would add one. */
const schedule = (name: string, expression: string, more: Fields = {}): Fault => ({
  name,
  damage: (template) => {
    const Targets = [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['RepairFunctionB07532D7', 'Arn'] } }];
    template.Resources['Nightly'] = {
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: expression, State: 'ENABLED', Targets, ...more },
    };
    template.Resources['NightlyPermission'] = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['RepairFunctionB07532D7', 'Arn'] },
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['Nightly', 'Arn'] },
      },
    };
  },
});

export const EDGE_FAULTS: readonly Fault[] = [
  at('answers of the API that are kept', api, 'CachePolicyId', OPTIMIZED),
  at('handshakes that are kept', socket, 'CachePolicyId', OPTIMIZED),
  at('an app that is never kept', app, 'CachePolicyId', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'),
  replacing('answers that are kept for a day', 'AWS::CloudFront::CachePolicy', '', '"MaxTTL":1', '"MaxTTL":86400'),
  replacing('requests without their token', 'AWS::CloudFront::CachePolicy', '', '"Authorization"', '"Accept-Language"'),
  replacing(
    'requests without their address',
    'AWS::CloudFront::OriginRequestPolicy',
    'WebApi',
    '"CloudFront-Viewer-Address",',
    '',
  ),
  replacing(
    'requests without their session',
    'AWS::CloudFront::OriginRequestPolicy',
    'WebApi',
    '"CookieBehavior":"all"',
    '"CookieBehavior":"none"',
  ),
  replacing(
    'handshakes without their ticket',
    'AWS::CloudFront::OriginRequestPolicy',
    'WebSocket',
    '"ticket"',
    '"token"',
  ),
  at('actions that cannot be sent', api, 'AllowedMethods', ['GET', 'HEAD']),
  at('an API over plain http', api, 'ViewerProtocolPolicy', 'allow-all'),
  at('answers without headers of safety', app, 'ResponseHeadersPolicyId', undefined),
  at('requests that nobody rewrites', api, 'FunctionAssociations', undefined),
  at('a socket under another path', socket, 'PathPattern', '/socket'),
  at('an API that is served by the bucket', api, 'TargetOriginId', 'ParleyWebDistributionOrigin12BCE5E22'),
  at('an origin that is not there', api, 'TargetOriginId', 'Elsewhere'),
  at('a distribution without a page', distribution, 'DefaultRootObject', undefined),
  at('a distribution that is off', distribution, 'Enabled', false),
  at('an app in place of errors', distribution, 'CustomErrorResponses', [
    { ErrorCode: 404, ResponseCode: 200, ResponsePagePath: '/index.html', ErrorCachingMinTTL: 0 },
  ]),
  at('errors that are kept', distribution, 'CustomErrorResponses', undefined),
  at('requests that anybody could send', apiOrigin, 'OriginCustomHeaders', undefined),
  at('another proof than functions expect', apiOrigin, 'OriginCustomHeaders', [
    { HeaderName: 'x-parley-origin', HeaderValue: 'proof' },
  ]),
  {
    name: 'an origin over plain http',
    damage: (template) => set(inside(apiOrigin(template), 'CustomOriginConfig'), 'OriginProtocolPolicy', 'http-only'),
  },
  {
    name: 'an app that the bucket refuses',
    damage: (template) => set(inside(distribution(template), 'Origins', 0), 'OriginAccessControlId', undefined),
  },
  replacing(
    'requests to the bucket that nobody signs',
    'AWS::CloudFront::OriginAccessControl',
    '',
    '"always"',
    '"never"',
  ),
  setting('a rewrite that is not published', 'AWS::CloudFront::Function', 'WebAppRoutes', 'AutoPublish', false),
  removing('a rewrite that is gone', 'AWS::CloudFront::Function', 'WebViewerHost'),
  replacing('a name that the next region claims', 'AWS::CloudFront::CachePolicy', '', '{"Ref":"AWS::Region"},', ''),
  setting('a metric that is not there', ALARM, 'AlarmshttpErrors', 'MetricName', 'Failures'),
  setting('a metric of another service', ALARM, 'AlarmshttpErrors', 'Namespace', 'AWS/lambda'),
  replacing('a dimension that is not there', ALARM, 'AlarmshttpErrors', '"FunctionName"', '"Function"'),
  replacing('a metric of another resource', ALARM, 'AlarmsRecordsFailed', 'RepairFailures98403326', 'Table710B521B'),
  replacing('an alarm about another function', ALARM, 'AlarmsStreamBehind', 'RepairFunctionB07532D7', 'Http36EFD62B'),
  setting('an alarm that rings all night', ALARM, 'AlarmshttpErrors', 'TreatMissingData', 'breaching'),
  setting('an alarm about good news', ALARM, 'AlarmshttpErrors', 'ComparisonOperator', 'LessThanThreshold'),
  setting('an alarm that costs', ALARM, 'AlarmshttpErrors', 'Period', 10),
  setting('an alarm of averages', ALARM, 'AlarmsRecordsFailed', 'Statistic', 'Average'),
  setting('an alarm that always rings', ALARM, 'AlarmshttpErrors', 'Threshold', 0),
  removing('nobody hears of lost records', ALARM, 'AlarmsRecordsFailed'),

  schedule('a schedule that never comes', 'rate(1 days)'),
  schedule('a schedule of another calendar', 'cron(0 3 * * *)'),
  schedule('a schedule that is off', 'rate(1 day)', { State: 'DISABLED' }),
  schedule('a schedule that wakes nobody', 'rate(1 day)', { Targets: [] }),
  {
    name: 'a schedule that may not wake its function',
    damage: (template) => {
      schedule('', 'rate(1 day)').damage(template);
      delete template.Resources['NightlyPermission'];
    },
  },

  {
    name: 'a type that nobody thought about',
    damage: (template) => void (template.Resources['Cluster'] = { Type: 'AWS::RDS::DBCluster', Properties: {} }),
  },
  {
    name: 'an account in an ARN',
    damage: (template) =>
      set(
        inside(properties(template, 'AWS::Lambda::EventSourceMapping'), 'DestinationConfig', 'OnFailure'),
        'Destination',
        'arn:aws:sqs:us-east-1:123456789012:failures',
      ),
  },
  replacing('a reference to nothing', 'AWS::Lambda::Function', 'Http', 'Table710B521B', 'Tabel710B521B'),
  {
    name: 'a dependency on nothing',
    damage: (template) => void (resource(template, 'AWS::DynamoDB::Table')[1].DependsOn = ['Elsewhere']),
  },
  {
    name: 'a property that is not there',
    damage: (template) => set(properties(template, 'AWS::Lambda::Function', 'Http'), 'MemroySize', 512),
  },
  {
    name: 'a number that is a word',
    damage: (template) => set(properties(template, 'AWS::SQS::Queue'), 'MessageRetentionPeriod', 'long'),
  },
  {
    name: 'a log of nobody',
    damage: (template) => {
      template.Resources['StrayLog'] = structuredClone(resource(template, 'AWS::Logs::LogGroup', 'HttpLog')[1]);
    },
  },
];
