/** The Identity port as one function's role allows it. */
import type { Identity } from '../../lambdas/ports/index.ts';

import type { Guard } from './guard.ts';

/** The calls of the pool that need the role; the others carry a token or the client's secret and are not signed. */
const IDENTITY_ACTIONS: { readonly [method in keyof Identity]: readonly string[] } = {
  signUp: ['DescribeUserPoolClient'],
  resendCode: ['DescribeUserPoolClient'],
  confirm: ['DescribeUserPoolClient'],
  logIn: ['DescribeUserPoolClient'],
  refresh: ['DescribeUserPoolClient'],
  revoke: ['DescribeUserPoolClient'],
  forgotPassword: ['DescribeUserPoolClient'],
  resetPassword: ['DescribeUserPoolClient'],
  changePassword: [],
  find: ['AdminGetUser'],
  remove: ['AdminDeleteUser'],
  signOutEverywhere: ['AdminUserGlobalSignOut'],
  setEnabled: ['AdminEnableUser', 'AdminDisableUser'],
  verify: [],
};

export function guardIdentity(identity: Identity, guard: Guard, poolArn: string): Identity {
  const refusals = new Map<string, Error>();
  for (const [method, actions] of Object.entries(IDENTITY_ACTIONS)) {
    const refusal = guard.refusal(
      actions.map((action) => `cognito-idp:${action}`),
      poolArn,
    );
    if (refusal !== undefined) refusals.set(method, refusal);
  }
  const check = (method: keyof Identity): void => {
    guard.assertRunning(`identity.${method}`);
    const refusal = refusals.get(method);
    if (refusal !== undefined) throw refusal;
  };
  return {
    signUp: async (...given) => {
      check('signUp');
      return identity.signUp(...given);
    },
    resendCode: async (...given) => {
      check('resendCode');
      return identity.resendCode(...given);
    },
    confirm: async (...given) => {
      check('confirm');
      return identity.confirm(...given);
    },
    logIn: async (...given) => {
      check('logIn');
      return identity.logIn(...given);
    },
    refresh: async (...given) => {
      check('refresh');
      return identity.refresh(...given);
    },
    revoke: async (...given) => {
      check('revoke');
      return identity.revoke(...given);
    },
    forgotPassword: async (...given) => {
      check('forgotPassword');
      return identity.forgotPassword(...given);
    },
    resetPassword: async (...given) => {
      check('resetPassword');
      return identity.resetPassword(...given);
    },
    changePassword: async (...given) => {
      check('changePassword');
      return identity.changePassword(...given);
    },
    find: async (...given) => {
      check('find');
      return identity.find(...given);
    },
    remove: async (...given) => {
      check('remove');
      return identity.remove(...given);
    },
    signOutEverywhere: async (...given) => {
      check('signOutEverywhere');
      return identity.signOutEverywhere(...given);
    },
    setEnabled: async (...given) => {
      check('setEnabled');
      return identity.setEnabled(...given);
    },
    verify: async (...given) => {
      check('verify');
      return identity.verify(...given);
    },
  };
}
