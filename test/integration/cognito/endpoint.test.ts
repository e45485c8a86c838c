import {
  AdminGetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RevokeTokenCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Pool, PoolOptions } from './pool-harness.ts';
import { PASSWORD, startPool } from './pool-harness.ts';

const ANN = 'ann@example.org';
const ClientId = 'client1';

describe("the user pool's endpoint", () => {
  let pool: Pool;
  const restart = async (options: PoolOptions): Promise<void> => {
    await pool.stop();
    pool = await startPool('sdk', options);
  };
  beforeEach(async () => {
    pool = await startPool('sdk');
  });
  afterEach(() => pool.stop());

  const logIn = (username: string, password: string, hash: string) =>
    pool.client.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: hash },
      }),
    );

  it('refuses calls without the hash of the secret, or with that of another name', async () => {
    await pool.register(ANN);
    const wrong = await pool.secretHash('ben@example.org');
    const unable = { name: 'NotAuthorizedException', message: 'Unable to verify secret hash for client' };
    await expect(logIn(ANN, PASSWORD, wrong)).rejects.toMatchObject(unable);
    const signUp = new SignUpCommand({ ClientId, Username: 'ben@example.org', Password: PASSWORD });
    await expect(pool.client.send(signUp)).rejects.toMatchObject(unable);
    const revoke = new RevokeTokenCommand({ ClientId, ClientSecret: 'guess', Token: 'x' });
    await expect(pool.client.send(revoke)).rejects.toMatchObject({ name: 'UnauthorizedException' });
  });

  it('checks the hash of the sub when refreshing', async () => {
    await pool.register(ANN);
    const { refreshToken } = await pool.identity.logIn(ANN, PASSWORD);
    await expect(pool.identity.refresh(refreshToken, ANN)).rejects.toMatchObject({ problem: 'unavailable' });
  });

  it('refuses another client id', async () => {
    const SecretHash = await pool.secretHash(ANN);
    const signUp = new SignUpCommand({ ClientId: 'client2', SecretHash, Username: ANN, Password: PASSWORD });
    await expect(pool.client.send(signUp)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('refuses administrators without a signature, other pools and unknown operations', async () => {
    await pool.register(ANN);
    const body = JSON.stringify({ UserPoolId: 'eu-central-1_Test00001', Username: ANN });
    const target = { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' };
    const unsigned = await fetch(pool.cognito.url ?? '', { method: 'POST', headers: target, body });
    expect(unsigned.status).toBe(400);
    expect(await unsigned.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
    const foreign = new AdminGetUserCommand({ UserPoolId: 'eu-central-1_Other0001', Username: ANN });
    await expect(pool.client.send(foreign)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const list = new ListUsersCommand({ UserPoolId: 'eu-central-1_Test00001' });
    await expect(pool.client.send(list)).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  it.each(['', 'not JSON', '[]', 'null', '"text"', '{"ClientId":{"a":1}}', `{"ClientId":"${'x'.repeat(300_000)}"}`])(
    'answers the odd body %.20s with an error of the caller',
    async (body) => {
      const headers = { 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp' };
      const response = await fetch(pool.cognito.url ?? '', { method: 'POST', headers, body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ __type: expect.stringMatching(/Exception$/) });
    },
  );

  it.each(['__proto__', 'constructor', 'toString', ''])('has no operation "%s"', async (name) => {
    const headers = { 'x-amz-target': `AWSCognitoIdentityProviderService.${name}` };
    const response = await fetch(pool.cognito.url ?? '', { method: 'POST', headers, body: '{}' });
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' });
  });

  it('says who exists only when the client is told to', async () => {
    const hash = await pool.secretHash('nobody@example.org');
    const login = () => logIn('nobody@example.org', PASSWORD, hash);
    await expect(login()).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    await restart({ settings: { preventUserExistenceErrors: false }, store: pool.store });
    await expect(login()).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('offers only the flows and the sign-up that the template allows', async () => {
    await restart({ settings: { allowsPasswordAuth: false, selfSignUp: false } });
    const hash = await pool.secretHash(ANN);
    await expect(logIn(ANN, PASSWORD, hash)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const signUp = new SignUpCommand({ ClientId, SecretHash: hash, Username: ANN, Password: PASSWORD });
    await expect(pool.client.send(signUp)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('keeps no password and no refresh token in clear', async () => {
    await pool.register(ANN);
    const { refreshToken } = await pool.identity.logIn(ANN, PASSWORD);
    const kept = JSON.stringify(pool.store.changes(0, 1000));
    expect(kept).toContain('scrypt$');
    expect(kept).not.toContain(PASSWORD);
    expect(kept).not.toContain(refreshToken);
    expect(kept).not.toContain(refreshToken.split('.')[1]);
  });

  it('lists its mails, newest first', async () => {
    await pool.identity.signUp(ANN, PASSWORD);
    pool.advance(1000);
    await pool.identity.signUp('ben@example.org', PASSWORD);
    const mails = await pool.cognito.inbox.list();
    expect(mails.map(({ to }) => to)).toEqual(['ben@example.org', ANN]);
    expect(mails[0]?.text).toContain(pool.code('ben@example.org'));
    pool.advance(8 * 24 * 3_600_000);
    expect(await pool.cognito.inbox.list()).toEqual([]);
  });

  it('tells at once when its port is taken', async () => {
    const taken = Number(new URL(pool.cognito.url ?? '').port);
    await expect(startPool('sdk', { port: taken })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('stops, and does not answer any more', async () => {
    const { url = '' } = pool.cognito;
    await pool.cognito.stop();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    pool = await startPool('sdk');
  });
});
