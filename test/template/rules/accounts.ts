/** Who may sign in, and how. */
import { at, list, namedIn, render, resourcesOf } from '../template.ts';
import type { Invariant } from '../template.ts';

const FLOWS = 'ALLOW_REFRESH_TOKEN_AUTH,ALLOW_USER_PASSWORD_AUTH';

/** The ids of messages are known for 400 days (lambdas/table/idempotency.ts): nobody may come back later and send again. Minutes. */
const LONGEST_LOG_IN = 365 * 24 * 60;

/** Nobody signs in around our functions, and a token is short-lived. */
export const clientIsOurs: Invariant = (template) =>
  resourcesOf(template, 'AWS::Cognito::UserPoolClient').flatMap(([id, { Properties }]) => {
    const problems: string[] = [];
    const units = at(Properties, 'TokenValidityUnits');
    if (at(Properties, 'GenerateSecret') !== true) problems.push(`${id} lets browsers sign in`);
    if (at(Properties, 'PreventUserExistenceErrors') !== 'ENABLED') problems.push(`${id} tells who is here`);
    if (at(Properties, 'EnableTokenRevocation') !== true) problems.push(`${id} cannot take tokens back`);
    if (at(Properties, 'AllowedOAuthFlowsUserPoolClient') === true) problems.push(`${id} opens other ways in`);
    if (list(at(Properties, 'ExplicitAuthFlows')).map(render).toSorted().join() !== FLOWS)
      problems.push(`${id} has other flows`);
    if (Number(at(Properties, 'AccessTokenValidity')) !== 15 || at(units, 'AccessToken') !== 'minutes')
      problems.push(`${id} has tokens that last`);
    if (!(Number(at(Properties, 'RefreshTokenValidity')) <= LONGEST_LOG_IN) || at(units, 'RefreshToken') !== 'minutes')
      problems.push(`${id} has log-ins that outlast the ids of messages`);
    if (template.Resources[namedIn(at(Properties, 'UserPoolId'))]?.Type !== 'AWS::Cognito::UserPool')
      problems.push(`${id} is of no pool`);
    return problems;
  });

/** Accounts are addresses that were proven, with passwords of some length, and no function runs behind our back. */
export const accountsAreProven: Invariant = (template) =>
  resourcesOf(template, 'AWS::Cognito::UserPool').flatMap(([id, { Properties }]) => {
    const problems: string[] = [];
    const recovery = list(at(Properties, 'AccountRecoverySetting', 'RecoveryMechanisms'));
    if (!(Number(at(Properties, 'Policies', 'PasswordPolicy', 'MinimumLength')) >= 10))
      problems.push(`${id} takes short passwords`);
    if (!list(at(Properties, 'AutoVerifiedAttributes')).includes('email')) problems.push(`${id} proves no address`);
    if (!list(at(Properties, 'UsernameAttributes')).includes('email')) problems.push(`${id} signs in by another name`);
    if (at(Properties, 'UsernameConfiguration', 'CaseSensitive') !== false)
      problems.push(`${id} has two accounts for one address`);
    if (recovery.length !== 1 || at(recovery[0], 'Name') !== 'verified_email')
      problems.push(`${id} lets accounts be taken by telephone`);
    if (at(Properties, 'LambdaConfig') !== undefined) problems.push(`${id} has triggers`);
    if (at(Properties, 'UserPoolTier') !== 'LITE') problems.push(`${id} costs per person`);
    return problems;
  });
