import {
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Identity } from '../ports/index.ts';
import type { Calls } from './identity-calls.ts';
import { refusing, silently } from './identity-calls.ts';
import { WITH_CODE } from './identity-problems.ts';

type PasswordCalls = Pick<Identity, 'forgotPassword' | 'resetPassword' | 'changePassword'>;

export function passwords({ client, ClientId, secret }: Calls): PasswordCalls {
  return {
    forgotPassword: (Username) =>
      silently(() =>
        secret.use(Username, (SecretHash) =>
          client.send(new ForgotPasswordCommand({ ClientId, SecretHash, Username })),
        ),
      ),
    resetPassword: (Username, ConfirmationCode, Password) =>
      refusing(async () => {
        await secret.use(Username, (SecretHash) => {
          const given = { ClientId, SecretHash, Username, ConfirmationCode, Password };
          return client.send(new ConfirmForgotPasswordCommand(given));
        });
      }, WITH_CODE),
    changePassword: (AccessToken, PreviousPassword, ProposedPassword) =>
      refusing(async () => {
        await client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
      }),
  };
}
