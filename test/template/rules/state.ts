/** What must outlive the stack. */
import { at, resourcesOf } from '../template.ts';
import type { Invariant } from '../template.ts';

/** Types that hold what cannot be made again. */
const STATEFUL = ['AWS::Cognito::UserPool', 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];

/** Types that can be made again from the template. A type in neither list must be thought about first. */
const STATELESS = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::OriginRequestPolicy',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::Cognito::UserPoolClient',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  // Points at failed stream records, which the stream itself forgets after a day.
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'Custom::CDKBucketDeployment',
]);

/** Every stateful resource stays when the stack goes or replaces it. */
export const stateRetained: Invariant = (template) =>
  resourcesOf(template, ...STATEFUL)
    .filter(([, resource]) => resource.DeletionPolicy !== 'Retain' || resource.UpdateReplacePolicy !== 'Retain')
    .map(([id]) => `${id} is not retained`);

export const everyTypeClassified: Invariant = (template) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => !STATEFUL.includes(Type) && !STATELESS.has(Type))
    .map(([id, { Type }]) => `${id}: is ${Type} stateful?`);

/** The table and the accounts refuse to be deleted by hand, and the table can go back in time. */
export const deletionProtected: Invariant = (template) => [
  ...resourcesOf(template, 'AWS::DynamoDB::Table').flatMap(([id, table]) => {
    const recovery = at(table, 'Properties', 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled');
    return at(table, 'Properties', 'DeletionProtectionEnabled') === true && recovery === true ? [] : [id];
  }),
  ...resourcesOf(template, 'AWS::Cognito::UserPool').flatMap(([id, pool]) =>
    at(pool, 'Properties', 'DeletionProtection') === 'ACTIVE' ? [] : [id],
  ),
];
