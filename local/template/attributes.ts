/** What `Ref` and `Fn::GetAtt` yield for a resource on this machine: the shapes of AWS, with values made from its name. */
import { createHash } from 'node:crypto';
import type { Resource } from './assembly.ts';
import { asText, type Json } from './json.ts';

export interface Place {
  readonly account: string;
  readonly region: string;
  readonly suffix: string;
  readonly stackName: string;
  readonly stackId: string;
}

/** Lower-case letters and digits made from `seed`: stable from run to run. */
function madeUp(seed: string, length: number): string {
  const digest = createHash('sha256').update(seed).digest();
  return Array.from(digest.subarray(0, length), (byte) => 'abcdefghijklmnopqrstuvwxyz0123456789'[byte % 36]).join('');
}

const arn = (place: Place, service: string, rest: string): string =>
  `arn:aws:${service}:${place.region}:${place.account}:${rest}`;

interface Kind {
  readonly ref: (resource: Resource, place: Place) => string;
  readonly attributes?: { readonly [name: string]: (ref: string, place: Place, resource: Resource) => string };
}

const named =
  (property: string) =>
  (resource: Resource): string =>
    asText(resource.properties[property]) ?? resource.id;

const apiEndpoint = (ref: string, place: Place, resource: Resource): string => {
  const scheme = resource.properties['ProtocolType'] === 'WEBSOCKET' ? 'wss' : 'https';
  return `${scheme}://${ref}.execute-api.${place.region}.${place.suffix}`;
};

const bucketDomain = (ref: string, place: Place): string => `${ref}.s3.${place.region}.${place.suffix}`;

const table: Kind = {
  ref: named('TableName'),
  attributes: {
    Arn: (ref, place) => arn(place, 'dynamodb', `table/${ref}`),
    StreamArn: (ref, place) => arn(place, 'dynamodb', `table/${ref}/stream/2026-01-01T00:00:00.000`),
  },
};

const KINDS: { readonly [type: string]: Kind } = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': {
    ref: named('FunctionName'),
    attributes: { Arn: (ref, place) => arn(place, 'lambda', `function:${ref}`) },
  },
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: { Arn: (ref, place) => `arn:aws:iam::${place.account}:role/${ref}` },
  },
  'AWS::Cognito::UserPool': {
    ref: (resource, place) => `${place.region}_${madeUp(resource.id, 9)}`,
    attributes: {
      Arn: (ref, place) => arn(place, 'cognito-idp', `userpool/${ref}`),
      ProviderName: (ref, place) => `cognito-idp.${place.region}.${place.suffix}/${ref}`,
      ProviderURL: (ref, place) => `https://cognito-idp.${place.region}.${place.suffix}/${ref}`,
    },
  },
  'AWS::Cognito::UserPoolClient': { ref: (resource) => madeUp(resource.id, 26) },
  'AWS::ApiGatewayV2::Api': {
    ref: (resource) => madeUp(resource.id, 10),
    attributes: { ApiEndpoint: apiEndpoint },
  },
  'AWS::ApiGatewayV2::Authorizer': { ref: (resource) => madeUp(resource.id, 6) },
  'AWS::ApiGatewayV2::Integration': { ref: (resource) => madeUp(resource.id, 7) },
  'AWS::ApiGatewayV2::Stage': { ref: named('StageName') },
  'AWS::S3::Bucket': {
    ref: (resource, place) =>
      asText(resource.properties['BucketName']) ?? `${place.stackName}-${resource.id}`.toLowerCase(),
    attributes: {
      Arn: (ref) => `arn:aws:s3:::${ref}`,
      DomainName: (ref, place) => `${ref}.s3.${place.suffix}`,
      RegionalDomainName: bucketDomain,
      WebsiteURL: (ref, place) => `http://${ref}.s3-website-${place.region}.${place.suffix}`,
    },
  },
  'AWS::SQS::Queue': {
    ref: (resource, place) => `https://sqs.${place.region}.${place.suffix}/${place.account}/${resource.id}`,
    attributes: {
      Arn: (_ref, place, resource) => arn(place, 'sqs', resource.id),
      QueueName: (_ref, _place, resource) => resource.id,
    },
  },
  'AWS::SNS::Topic': { ref: (resource, place) => arn(place, 'sns', resource.id) },
  'AWS::CloudFront::Distribution': {
    ref: (resource) => madeUp(resource.id, 14).toUpperCase(),
    attributes: { DomainName: (ref) => `${ref.toLowerCase()}.cloudfront.net` },
  },
  'AWS::CloudFront::Function': {
    ref: (resource, place) => `arn:aws:cloudfront::${place.account}:function/${resource.id}`,
    attributes: { FunctionARN: (ref) => ref },
  },
};

/** `Ref` of a resource: its physical name. Kinds that nothing here depends on are named by their logical id. */
export function refOf(resource: Resource, place: Place): string {
  return KINDS[resource.type]?.ref(resource, place) ?? resource.id;
}

/** `Fn::GetAtt` of a resource; a made-up text for attributes that nothing here depends on. */
export function attributeOf(resource: Resource, name: string, place: Place): Json {
  const attribute = KINDS[resource.type]?.attributes?.[name];
  return attribute ? attribute(refOf(resource, place), place, resource) : `${resource.id}.${name}`;
}
