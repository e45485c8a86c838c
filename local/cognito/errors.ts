/** The error names of the user pool's API that this stand-in answers with. */
export type CognitoErrorName =
  | 'CodeMismatchException'
  | 'ExpiredCodeException'
  | 'InvalidParameterException'
  | 'InvalidPasswordException'
  | 'LimitExceededException'
  | 'MissingAuthenticationTokenException'
  | 'NotAuthorizedException'
  | 'ResourceNotFoundException'
  | 'TooManyRequestsException'
  | 'UnauthorizedException'
  | 'UnknownOperationException'
  | 'UserNotConfirmedException'
  | 'UserNotFoundException'
  | 'UsernameExistsException';

/** A refusal under the name and with the message that Cognito uses. */
export class CognitoError extends Error {
  override readonly name: CognitoErrorName;
  constructor(name: CognitoErrorName, message: string) {
    super(message);
    this.name = name;
  }
}

export const wrongCredentials = (): CognitoError =>
  new CognitoError('NotAuthorizedException', 'Incorrect username or password.');
export const wrongToken = (message = 'Invalid Access Token'): CognitoError =>
  new CognitoError('NotAuthorizedException', message);
export const noSuchUser = (): CognitoError => new CognitoError('UserNotFoundException', 'User does not exist.');
export const wrongCode = (): CognitoError =>
  new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
export const expiredCode = (): CognitoError =>
  new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');
export const limitExceeded = (): CognitoError =>
  new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');
