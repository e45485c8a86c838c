/** Browser uploads: a multipart form whose fields carry a signed policy. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { invalid, S3Error } from './errors.ts';

export interface UploadForm {
  /** Names in lower case; without the file. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Blob;
}

/** A form is held in memory while it is parsed. */
const LARGEST_FORM = 256 * 1024 * 1024;

/** @throws S3Error */
export async function readForm(request: IncomingMessage): Promise<UploadForm> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (Number.isNaN(length)) throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length.');
  if (length > LARGEST_FORM) throw new S3Error(400, 'EntityTooLarge', 'The form is too large.');
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) throw invalid('The form must be multipart/form-data');
  const fields = new Map<string, string>();
  let file: Blob | undefined;
  for (const [name, value] of await parse(request, type)) {
    const folded = name.toLowerCase();
    if (folded === 'file') file = typeof value === 'string' ? new Blob([value]) : value;
    else if (file !== undefined) continue; // S3 ignores what follows the file.
    else if (typeof value !== 'string' || fields.has(folded))
      throw invalid(`The field ${folded} is repeated or a file`);
    else fields.set(folded, value);
  }
  if (file === undefined) throw invalid('POST requires exactly one file upload per request.');
  return { fields, file };
}

async function parse(request: IncomingMessage, type: string): Promise<FormData> {
  try {
    return await new Response(Readable.toWeb(request) as ReadableStream, {
      headers: { 'content-type': type },
    }).formData();
  } catch {
    throw new S3Error(
      400,
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data.',
    );
  }
}
