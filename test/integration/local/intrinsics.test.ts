import { expect, test } from 'vitest';
import type { Assembly, Resource } from '../../../local/template/assembly.ts';
import { createResolver } from '../../../local/template/intrinsics.ts';
import type { Json, JsonObject } from '../../../local/template/json.ts';

const resource = (id: string, type: string, properties: JsonObject = {}): [string, Resource] => [
  id,
  { id, type, properties },
];

function resolve(value: Json, template: JsonObject = {}): Json | undefined {
  const assembly: Assembly = {
    directory: '/nowhere',
    stackName: 'Stack',
    template,
    resources: new Map([
      resource('Table', 'AWS::DynamoDB::Table', { TableName: 'messages' }),
      resource('Api', 'AWS::ApiGatewayV2::Api', { ProtocolType: 'WEBSOCKET' }),
      resource('Alarm', 'AWS::CloudWatch::Alarm'),
    ]),
    assetPath: () => undefined,
  };
  const place = {
    account: '123',
    region: 'us-east-1',
    suffix: 'amazonaws.com',
    stackName: 'Stack',
    stackId: 'arn/Stack/guid',
  };
  return createResolver(assembly, place).resolve(value);
}

test.each<[string, Json, Json | undefined]>([
  ['pseudo parameter', { Ref: 'AWS::Region' }, 'us-east-1'],
  ['parameter default', { Ref: 'Size' }, '7'],
  ['reference', { Ref: 'Table' }, 'messages'],
  ['attribute', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:aws:dynamodb:us-east-1:123:table/messages'],
  ['attribute in short form', { 'Fn::GetAtt': 'Table.Arn' }, 'arn:aws:dynamodb:us-east-1:123:table/messages'],
  ['attribute that nothing needs', { 'Fn::GetAtt': ['Alarm', 'Arn'] }, 'Alarm.Arn'],
  ['join of nested functions', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }, 3]] }, 'a-123-3'],
  ['select of split', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }, 'guid'],
  [
    'sub',
    { 'Fn::Sub': '${AWS::Region}/${Table}/${Table.Arn}/${!literal}' },
    'us-east-1/messages/arn:aws:dynamodb:us-east-1:123:table/messages/${literal}',
  ],
  ['sub with own values', { 'Fn::Sub': ['${own}!', { own: { Ref: 'Table' } }] }, 'messages!'],
  ['find in map', { 'Fn::FindInMap': ['Sizes', 'us-east-1', 'big'] }, 'XL'],
  ['if', { 'Fn::If': ['IsLocal', 'yes', 'no'] }, 'yes'],
  ['if not', { 'Fn::If': ['IsElsewhere', 'yes', 'no'] }, 'no'],
  ['no value', { a: 1, b: { Ref: 'AWS::NoValue' }, c: [{ Ref: 'AWS::NoValue' }, 2] }, { a: 1, c: [2] }],
])('resolves %s', (_name, value, expected) => {
  const template = {
    Parameters: { Size: { Type: 'String', Default: '7' } },
    Mappings: { Sizes: { 'us-east-1': { big: 'XL' } } },
    Conditions: {
      IsLocal: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '123'] },
      IsElsewhere: { 'Fn::Not': [{ Condition: 'IsLocal' }] },
    },
  };
  expect(resolve(value, template)).toEqual(expected);
});

test('names an API in the way of AWS', () => {
  expect(resolve({ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] })).toMatch(
    /^wss:\/\/[0-9a-z]{10}\.execute-api\.us-east-1\.amazonaws\.com$/,
  );
});

test.each<[Json, RegExp]>([
  [{ Ref: 'Missing' }, /Missing/],
  [{ 'Fn::GetAtt': ['Missing', 'Arn'] }, /Missing/],
  [{ 'Fn::ImportValue': 'x' }, /ImportValue is not understood/],
  [{ 'Fn::Select': [5, ['a']] }, /finds nothing/],
])('refuses %j', (value, message) => {
  expect(() => resolve(value)).toThrow(message);
});
