/** The really synthesised template, and copies of it with a mistake. */
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildAll } from '../../local/build/build.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = 'Parley.template.json';

export interface TemplateResource {
  readonly Type: string;
  Properties: Record<string, unknown>;
}

export interface Template {
  readonly Resources: Record<string, TemplateResource>;
}

/** Synthesises when sources changed since the last time; test files that run side by side build once. */
export async function synthesised(): Promise<string> {
  const cdkOut = join(ROOT, '.build', 'integration', 'cdk.out');
  await buildAll({ root: ROOT, cdkOut, context: {}, say: () => undefined, web: false });
  return cdkOut;
}

/** A copy of the synthesised template after `change`. Its assets are those of the original. */
export async function changedTemplate(change: (template: Template) => void): Promise<string> {
  const original = await synthesised();
  const copy = mkdtempSync(join(tmpdir(), 'parley-template-'));
  for (const name of readdirSync(original)) if (name !== FILE) symlinkSync(join(original, name), join(copy, name));
  const template: Template = JSON.parse(readFileSync(join(original, FILE), 'utf8'));
  change(template);
  writeFileSync(join(copy, FILE), JSON.stringify(template));
  return copy;
}
