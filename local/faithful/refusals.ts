/** Errors in the shape of each service's protocol. */
import type { ServerResponse } from 'node:http';
import type { Service } from './required-actions.ts';

/** `type` is the exception's name. The two query-less JSON services answer 400, the REST ones `status`. */
export function refuseCall(
  response: ServerResponse,
  service: Service | undefined,
  status: number,
  type: string,
  message: string,
): void {
  const isJson = service === 'dynamodb' || service === 'cognito-idp';
  const prefix = service === 'dynamodb' ? 'com.amazon.coral.service#' : '';
  const body = JSON.stringify(isJson ? { __type: `${prefix}${type}`, message, Message: message } : { message });
  response
    .writeHead(isJson ? 400 : status, {
      'content-type': isJson ? 'application/x-amz-json-1.0' : 'application/json',
      'x-amzn-errortype': type,
      'content-length': Buffer.byteLength(body),
    })
    .end(body);
}
