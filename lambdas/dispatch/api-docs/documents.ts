/** The documents about the API, made from the contracts at their first request. */
import { describeProtocol } from '../../../protocol/json-schemas.ts';
import { asyncApi } from './asyncapi.ts';
import { openApi } from './openapi.ts';
import { docsPage } from './page.ts';
import { STYLE } from './style.ts';

export interface Document {
  readonly contentType: string;
  readonly body: string;
}

const MAKE: Readonly<Record<string, () => Document>> = {
  '': () => ({ contentType: 'text/html; charset=utf-8', body: docsPage(describeProtocol()) }),
  'style.css': () => ({ contentType: 'text/css; charset=utf-8', body: STYLE }),
  'openapi.json': () => ({ contentType: 'application/json', body: JSON.stringify(openApi(describeProtocol())) }),
  'asyncapi.json': () => ({ contentType: 'application/json', body: JSON.stringify(asyncApi(describeProtocol())) }),
};

const made = new Map<string, Document>();

/** The page (without a name) or a file beside it; undefined when there is no such file. */
export function findDocument(name: string): Document | undefined {
  const make = Object.hasOwn(MAKE, name) ? MAKE[name] : undefined;
  const document = made.get(name) ?? make?.();
  if (document) made.set(name, document);
  return document;
}
