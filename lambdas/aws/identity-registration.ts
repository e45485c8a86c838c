import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Identity } from '../ports/index.ts';
import type { Calls } from './identity-calls.ts';
import { present, refusing, silently } from './identity-calls.ts';
import { WITH_CODE } from './identity-problems.ts';

export function registration({ client, ClientId, secret }: Calls): Pick<Identity, 'signUp' | 'resendCode' | 'confirm'> {
  return {
    signUp: (Username, Password) =>
      refusing(async () => {
        const UserAttributes = [{ Name: 'email', Value: Username }];
        const output = await secret.use(Username, (SecretHash) =>
          client.send(new SignUpCommand({ ClientId, SecretHash, Username, Password, UserAttributes })),
        );
        return { sub: present(output.UserSub) };
      }),
    resendCode: (Username) =>
      silently(() =>
        secret.use(Username, (SecretHash) =>
          client.send(new ResendConfirmationCodeCommand({ ClientId, SecretHash, Username })),
        ),
      ),
    confirm: (Username, ConfirmationCode) =>
      refusing(async () => {
        await secret.use(Username, (SecretHash) =>
          client.send(new ConfirmSignUpCommand({ ClientId, SecretHash, Username, ConfirmationCode })),
        );
      }, WITH_CODE),
  };
}
