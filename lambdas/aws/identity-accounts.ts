import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminUserGlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type {
  AdminGetUserCommandOutput,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Account, Identity } from '../ports/index.ts';
import { orUnknown, present, refusing } from './identity-calls.ts';

type AccountCalls = Pick<Identity, 'find' | 'remove' | 'signOutEverywhere' | 'setEnabled'>;

/** The calls of an administrator, which need the function's permission and not the client's secret. */
export function accounts(client: CognitoIdentityProviderClient, UserPoolId: string): AccountCalls {
  return {
    find: (Username) =>
      refusing(async () => {
        const output = await orUnknown(client.send(new AdminGetUserCommand({ UserPoolId, Username })));
        return output === undefined ? undefined : asAccount(output);
      }),
    remove: (Username) =>
      refusing(async () => {
        await orUnknown(client.send(new AdminDeleteUserCommand({ UserPoolId, Username })));
      }),
    signOutEverywhere: (Username) =>
      refusing(async () => {
        await orUnknown(client.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username })));
      }),
    setEnabled: (Username, enabled) =>
      refusing(async () => {
        if (enabled) await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
        else await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
      }),
  };
}

function asAccount({ UserAttributes = [], UserStatus, Enabled }: AdminGetUserCommandOutput): Account {
  const attribute = (name: string): string => present(UserAttributes.find((one) => one.Name === name)?.Value);
  return {
    sub: attribute('sub'),
    email: attribute('email'),
    confirmed: UserStatus !== 'UNCONFIRMED',
    enabled: Enabled !== false,
  };
}
