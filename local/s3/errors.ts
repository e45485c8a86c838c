/** A refusal under S3's code and status. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const denied = (message = 'Access Denied'): S3Error => new S3Error(403, 'AccessDenied', message);
export const invalid = (message: string): S3Error => new S3Error(400, 'InvalidArgument', message);
export const noSuchKey = (): S3Error => new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
export const wrongSignature = (): S3Error =>
  new S3Error(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the one you provided.');

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function xmlOf(error: S3Error): string {
  const message = error.message.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.code}</Code><Message>${message}</Message></Error>`;
}
