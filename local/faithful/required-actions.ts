/** Which permissions a call of the SDK needs, read from its request. */
import { asList, asObject, asText, type Json, type JsonObject } from '../template/json.ts';
import type { SystemModel } from '../template/model.ts';

export interface Need {
  readonly action: string;
  readonly resource: string;
}

export interface SdkRequest {
  readonly method: string;
  readonly path: string;
  /** `X-Amz-Target`. */
  readonly target: string | undefined;
  readonly body: Buffer;
}

export type Service = 'dynamodb' | 'execute-api' | 'cognito-idp' | 'lambda';

export interface SdkCall {
  readonly service: Service;
  /** `PutItem`, `POST`, `Invoke`. */
  readonly operation: string;
  readonly needs: readonly Need[];
  /** Connection id or function name, from the path. */
  readonly subject: string;
}

/** Calls of the user pool that carry a token or a secret and are neither signed nor checked against a role. */
const UNSIGNED = new Set([
  'SignUp',
  'ConfirmSignUp',
  'ResendConfirmationCode',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'GetTokensFromRefreshToken',
  'RevokeToken',
  'ForgotPassword',
  'ConfirmForgotPassword',
  'ChangePassword',
  'GetUser',
  'GlobalSignOut',
]);

/** @returns undefined for a request that is none of the calls that functions may make here. */
export function readCall(request: SdkRequest, system: SystemModel): SdkCall | undefined {
  const connection = /^\/[^/]+\/@connections\/(.+)$/.exec(request.path)?.[1];
  if (connection !== undefined) return connectionCall(request.method, decodeURIComponent(connection), system);
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.path)?.[1];
  if (invoked !== undefined) return invocation(decodeURIComponent(invoked), system);
  const [service = '', operation = ''] = request.target?.split('.') ?? [];
  if (service === 'DynamoDB_20120810') return tableCall(operation, request.body, system);
  if (service === 'AWSCognitoIdentityProviderService') return poolCall(operation, request.body, system);
  return undefined;
}

function connectionCall(method: string, id: string, system: SystemModel): SdkCall {
  const [api] = system.socketApis;
  const resource = `${api?.arn}/${api?.stage}/${method}/@connections/${id}`;
  return {
    service: 'execute-api',
    operation: method,
    needs: [{ action: 'execute-api:ManageConnections', resource }],
    subject: id,
  };
}

function invocation(nameOrArn: string, system: SystemModel): SdkCall {
  const found = [...system.functions.values()].find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
  const resource = found?.arn ?? `arn:aws:lambda:${system.region}:${system.account}:function:${nameOrArn}`;
  return {
    service: 'lambda',
    operation: 'Invoke',
    needs: [{ action: 'lambda:InvokeFunction', resource }],
    subject: nameOrArn,
  };
}

function poolCall(operation: string, body: Buffer, system: SystemModel): SdkCall {
  const poolId = asText(parse(body)['UserPoolId']) ?? system.userPools[0]?.poolId ?? '';
  const resource = `arn:aws:cognito-idp:${system.region}:${system.account}:userpool/${poolId}`;
  const needs = UNSIGNED.has(operation) ? [] : [{ action: `cognito-idp:${operation}`, resource }];
  return { service: 'cognito-idp', operation, needs, subject: poolId };
}

const ELEMENTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

function tableCall(operation: string, body: Buffer, system: SystemModel): SdkCall {
  const input = parse(body);
  const arn = (name: Json | undefined): string =>
    `arn:aws:dynamodb:${system.region}:${system.account}:table/${asText(name) ?? ''}`;
  const needs = new Map<string, Need>();
  const add = (action: string, resource: string): void => {
    needs.set(`${action} ${resource}`, { action: `dynamodb:${action}`, resource });
  };
  if (operation.startsWith('Transact')) {
    for (const element of asList(input['TransactItems']).map(asObject)) {
      for (const [kind, request] of Object.entries(element)) {
        add(ELEMENTS[kind] ?? kind, arn(asObject(request)['TableName']));
      }
    }
  } else if (operation.startsWith('Batch')) {
    for (const name of Object.keys(asObject(input['RequestItems']))) add(operation, arn(name));
  } else {
    const index = asText(input['IndexName']);
    add(operation, index === undefined ? arn(input['TableName']) : `${arn(input['TableName'])}/index/${index}`);
  }
  return { service: 'dynamodb', operation, needs: [...needs.values()], subject: '' };
}

function parse(body: Buffer): JsonObject {
  try {
    const parsed: Json = JSON.parse(body.toString());
    return asObject(parsed);
  } catch {
    return {};
  }
}
