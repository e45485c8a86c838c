/** Builds the web app and the template that all end-to-end tests run, once before them. */
import { join, resolve } from 'node:path';
import { buildAll } from '../../local/build/build.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Of the tests alone, so that a runtime started beside them does not change what they run. */
export const CDK_OUT = join(ROOT, '.build', 'e2e-cdk.out');

export default async function build(): Promise<void> {
  await buildAll({ root: ROOT, cdkOut: CDK_OUT, context: {}, say: (text) => process.stdout.write(`${text}\n`) });
}
