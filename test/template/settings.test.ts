import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import { at, CDK_CONTEXT, render, resourcesOf, synthesise } from './template.ts';

const read = (context: Record<string, unknown>) => readSettings(context);
const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/5f2c-1';

test('needs nothing', () => {
  expect(read({})).toEqual({
    signUp: 'open',
    operators: [],
    sendLimit: 60,
    fanOutThreshold: 500,
    tracing: 'on',
    webApp: 'required',
  });
});

test('takes what the command line and cdk.json can hold', () => {
  const settings = read({
    signUp: 'invite-only',
    operators: ' Ada@Example.org, bob@example.org ',
    sendLimit: '100000',
    fanOutThreshold: 50,
    domainName: 'chat.example.org',
    certificateArn,
    alarmEmail: 'ada@example.org',
    tracing: 'off',
    webApp: 'optional',
  });
  expect(settings).toEqual({
    signUp: 'invite-only',
    operators: ['ada@example.org', 'bob@example.org'],
    sendLimit: 100_000,
    fanOutThreshold: 50,
    domain: { name: 'chat.example.org', certificateArn },
    alarmEmail: 'ada@example.org',
    tracing: 'off',
    webApp: 'optional',
  });
  expect(read({ operators: ['ada@example.org'] }).operators).toEqual(['ada@example.org']);
});

describe('refuses, naming the setting', () => {
  test.each([
    ['signUp', { signUp: 'closed' }],
    ['operators', { operators: 'ada' }],
    ['operators', { operators: ['ada@example.org', 7] }],
    ['operators', { operators: { ada: true } }],
    ['alarmEmail', { alarmEmail: 'ada' }],
    ['tracing', { tracing: 'some' }],
    ['webApp', { webApp: 'maybe' }],
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

test.each([
  ['signup', 'did you mean "signUp"?'],
  ['fan-out-threshold', 'did you mean "fanOutThreshold"?'],
  ['colour', 'the settings are signUp, operators'],
])('refuses the unknown setting %s', (name, hint) => {
  expect(() => read({ [name]: '1' })).toThrow(`context "${name}" is no setting: ${hint}`);
});

test('leaves the context of the CDK to the CDK', () => {
  const lookup = { 'availability-zones:account=123456789012:region=eu-west-1': ['eu-west-1a'] };
  expect(() =>
    read({ 'aws:cdk:bundling-stacks': [], 'cli-telemetry': false, ...lookup, ...CDK_CONTEXT }),
  ).not.toThrow();
});

test('every flag of the CDK is as it recommends', () => {
  expect(CDK_CONTEXT).toEqual({ ...recommended, 'cli-telemetry': false });
});

/** A copy without a built web app; @returns what it says when it fails. */
async function complaint(context: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-app-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync('bin', join(folder, 'bin'), { recursive: true });
  for (const name of ['lib', 'node_modules', 'package.json']) symlinkSync(resolve(name), join(folder, name));
  const env = { ...process.env, CDK_OUTDIR: join(folder, 'out'), CDK_CONTEXT_JSON: JSON.stringify(context) };
  const run = promisify(execFile)(process.execPath, [join(folder, 'bin', 'app.ts')], { env });
  return run.then(() => '', String);
}

describe('the app, run as the CDK runs it', () => {
  test('refuses a name that is no setting', async () => {
    expect(await complaint({ signup: 'open' })).toContain('Error: context "signup" is no setting');
  });

  test('refuses to deploy without the web app', async () => {
    expect(await complaint({})).toContain('Error: there is no built web app: run `npm run build` first');
  });
});

test('an address for alarms gets their mail', () => {
  const template = synthesise({ context: { alarmEmail: 'ada@example.org' } });
  const [subscription] = resourcesOf(template, 'AWS::SNS::Subscription');
  expect(subscription?.[1].Properties).toMatchObject({ Protocol: 'email', Endpoint: 'ada@example.org' });
  const topic = at(subscription?.[1].Properties, 'TopicArn');
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  expect(alarms.length).toBeGreaterThan(0);
  expect(alarms.filter((alarm) => JSON.stringify(at(alarm, 'AlarmActions')) !== JSON.stringify([topic]))).toEqual([]);
});

test('an own domain reaches the distribution and the URL', () => {
  const template = synthesise({ context: { domainName: 'chat.example.org', certificateArn } });
  const distribution = resourcesOf(template, 'AWS::CloudFront::Distribution')[0]?.[1];
  const config = at(distribution?.Properties, 'DistributionConfig');
  expect(at(config, 'Aliases')).toEqual(['chat.example.org']);
  expect(at(config, 'ViewerCertificate', 'AcmCertificateArn')).toBe(certificateArn);
  expect(render(template.Outputs['Url']?.Value)).toBe('https://chat.example.org');
});
