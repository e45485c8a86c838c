import { describe, expect, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { at, render, resourcesOf, synthesise } from './template.ts';

const read = (context: Record<string, unknown>) => readSettings((name) => context[name]);
const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/5f2c-1';

test('needs nothing', () => {
  expect(read({})).toEqual({ signUp: 'open', operators: [], sendLimit: 60, fanOutThreshold: 500 });
});

test('takes what the command line and cdk.json can hold', () => {
  const settings = read({
    signUp: 'invite-only',
    operators: ' Ada@Example.org, bob@example.org ',
    sendLimit: '100000',
    fanOutThreshold: 50,
    domainName: 'chat.example.org',
    certificateArn,
  });
  expect(settings).toEqual({
    signUp: 'invite-only',
    operators: ['ada@example.org', 'bob@example.org'],
    sendLimit: 100_000,
    fanOutThreshold: 50,
    domain: { name: 'chat.example.org', certificateArn },
  });
  expect(read({ operators: ['ada@example.org'] }).operators).toEqual(['ada@example.org']);
});

describe('refuses, naming the setting', () => {
  test.each([
    ['signUp', { signUp: 'closed' }],
    ['operators', { operators: 'ada' }],
    ['operators', { operators: ['ada@example.org', 7] }],
    ['operators', { operators: { ada: true } }],
    ['sendLimit', { sendLimit: '0' }],
    ['sendLimit', { sendLimit: '1.5' }],
    ['fanOutThreshold', { fanOutThreshold: 'many' }],
    ['fanOutThreshold', { fanOutThreshold: -1 }],
    ['domainName', { domainName: 'https://chat.example.org/', certificateArn }],
    ['domainName', { certificateArn }],
    ['certificateArn', { domainName: 'chat.example.org' }],
    [
      'certificateArn',
      { domainName: 'chat.example.org', certificateArn: certificateArn.replace('us-east', 'eu-west') },
    ],
  ])('%s in %o', (name, context) => {
    expect(() => read(context)).toThrow(`context "${name}" must be`);
  });
});

test('an own domain reaches the distribution and the URL', () => {
  const template = synthesise({ context: { domainName: 'chat.example.org', certificateArn } });
  const distribution = resourcesOf(template, 'AWS::CloudFront::Distribution')[0]?.[1];
  const config = at(distribution?.Properties, 'DistributionConfig');
  expect(at(config, 'Aliases')).toEqual(['chat.example.org']);
  expect(at(config, 'ViewerCertificate', 'AcmCertificateArn')).toBe(certificateArn);
  expect(render(template.Outputs['Url']?.Value)).toBe('https://chat.example.org');
});
