/** Calls of a local DynamoDB endpoint by the runtime itself. */
import { asObject, asText, type Json, type JsonObject } from '../template/json.ts';

/** An answer that is no success; `type` is the exception's name. */
export class DynamoRefused extends Error {
  override readonly name = 'DynamoRefused';
  readonly type: string;
  constructor(target: string, type: string, text: string) {
    super(`${target}: ${text}`);
    this.type = type;
  }
}

/** `target`: `DynamoDB_20120810.CreateTable`. @throws DynamoRefused */
export async function callDynamo(endpoint: string, target: string, input: object): Promise<JsonObject> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      // Local endpoints want a signature and do not verify it.
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const parsed: Json = JSON.parse(text);
  const answer = asObject(parsed);
  if (response.ok) return answer;
  throw new DynamoRefused(target, /#?(\w+)$/.exec(asText(answer['__type']) ?? '')?.[1] ?? '', text);
}
