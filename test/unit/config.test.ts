import { describe, expect, it } from 'vitest';
import type { Env } from '../../lambdas/runtime/config.ts';
import {
  ConfigError,
  edgeConfig,
  filesConfig,
  gatewayConfig,
  identityConfig,
  sendConfig,
  signUpConfig,
  storeConfig,
  tasksConfig,
} from '../../lambdas/runtime/config.ts';
import { ENV } from '../../lambdas/runtime/env-names.ts';

const COMPLETE: Env = {
  AWS_LAMBDA_FUNCTION_NAME: 'socket',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'key',
  AWS_SESSION_TOKEN: 'token',
  [ENV.table]: 'table',
  [ENV.userPoolId]: 'eu-central-1_abc',
  [ENV.userPoolClientId]: 'client',
  [ENV.callbackUrl]: 'https://abc.execute-api.eu-central-1.amazonaws.com/ws/',
  [ENV.fanOutFunction]: 'fan-out',
  [ENV.originSecret]: 'origin-secret',
  [ENV.signUp]: 'open',
  [ENV.operators]: ' Ann@Example.org, ben@example.org,',
  [ENV.sendLimit]: '60',
  [ENV.fanOutThreshold]: '500',
  [ENV.attachmentBucket]: 'bucket',
};

describe('configuration', () => {
  it('is parsed by groups', () => {
    expect(storeConfig(COMPLETE)).toEqual({ tableName: 'table', endpoint: undefined });
    expect(identityConfig(COMPLETE)).toEqual({
      userPoolId: 'eu-central-1_abc',
      clientId: 'client',
      endpoint: undefined,
    });
    expect(gatewayConfig(COMPLETE)).toEqual({
      callbackUrl: 'https://abc.execute-api.eu-central-1.amazonaws.com/ws',
      region: 'eu-central-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: 'token' },
    });
    expect(signUpConfig(COMPLETE)).toEqual({ signUp: 'open', operators: ['ann@example.org', 'ben@example.org'] });
    expect(sendConfig(COMPLETE)).toEqual({ sendLimit: 60, fanOutThreshold: 500 });
    expect(filesConfig(COMPLETE)).toEqual({ attachmentBucket: 'bucket' });
    expect(signUpConfig({ ...COMPLETE, [ENV.operators]: undefined }).operators).toEqual([]);
  });

  it.each([
    [storeConfig, ENV.table],
    [identityConfig, ENV.userPoolId],
    [identityConfig, ENV.userPoolClientId],
    [gatewayConfig, ENV.callbackUrl],
    [gatewayConfig, 'AWS_REGION'],
    [gatewayConfig, 'AWS_ACCESS_KEY_ID'],
    [gatewayConfig, 'AWS_SECRET_ACCESS_KEY'],
    [tasksConfig, ENV.fanOutFunction],
    [edgeConfig, ENV.originSecret],
    [signUpConfig, ENV.signUp],
    [sendConfig, ENV.sendLimit],
    [sendConfig, ENV.fanOutThreshold],
    [filesConfig, ENV.attachmentBucket],
  ])('%o names the missing variable %s and the function', (parse, variable) => {
    expect(parse(COMPLETE)).toBeDefined();
    for (const missing of [undefined, '']) {
      const read = () => parse({ ...COMPLETE, [variable]: missing });
      expect(read).toThrow(ConfigError);
      expect(read).toThrow(`${variable} is not set (function socket)`);
    }
  });

  it.each([
    [signUpConfig, ENV.signUp, 'closed'],
    [sendConfig, ENV.sendLimit, '0'],
    [sendConfig, ENV.sendLimit, '1e3'],
    [sendConfig, ENV.fanOutThreshold, '-5'],
    [gatewayConfig, ENV.callbackUrl, 'abc.example.org/ws'],
    [gatewayConfig, ENV.callbackUrl, 'wss://abc.example.org/ws'],
  ])('%o refuses a malformed %s without repeating it', (parse, variable, value) => {
    const read = () => parse({ ...COMPLETE, [variable]: value });
    expect(read).toThrow(variable);
    expect(read).not.toThrow(value);
  });

  it('takes the endpoints that the SDK knows by their variables', () => {
    const local = 'http://127.0.0.1:8080';
    const env = {
      ...COMPLETE,
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `${local}/`,
      AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: `${local}/ws`,
    };
    expect(identityConfig(env).endpoint).toBe(local);
    expect(gatewayConfig(env).callbackUrl).toBe(`${local}/ws`);
  });
});
