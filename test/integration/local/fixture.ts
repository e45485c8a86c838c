/** A small hand-made `cdk.out` with stub bundles: what the runtime does with a template, without the app itself. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUNDLES } from './stub-bundles.ts';
import { stackTemplate, type Template } from './stub-template.ts';

export interface FixtureOptions {
  /** Changes the template before it is written, as a mistake in a construct would. */
  readonly change?: (template: Template) => void;
  /** Other sources for bundles, by name. */
  readonly bundles?: Readonly<Record<string, string>>;
}

export interface Fixture {
  readonly cdkOut: string;
  readonly dataDir: string;
}

export function writeFixture({ change, bundles = {} }: FixtureOptions = {}): Fixture {
  const root = mkdtempSync(join(tmpdir(), 'parley-local-'));
  const cdkOut = join(root, 'cdk.out');
  const template = stackTemplate();
  change?.(template);
  const files: Record<string, unknown> = {};
  const addAsset = (name: string, content: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(content)) {
      mkdirSync(join(cdkOut, `asset.${name}`, file, '..'), { recursive: true });
      writeFileSync(join(cdkOut, `asset.${name}`, file), text);
    }
    files[name] = {
      source: { path: `asset.${name}`, packaging: 'zip' },
      destinations: { current: { objectKey: `${name}.zip` } },
    };
  };
  for (const [name, source] of Object.entries({ ...BUNDLES, ...bundles })) addAsset(name, { 'index.mjs': source });
  addAsset('web', {
    'index.html': '<!doctype html><title>Stub</title>',
    'assets/app-1.js': 'export {};',
    'icon.svg': '<svg/>',
  });
  const artifact = {
    type: 'aws:cloudformation:stack',
    properties: { templateFile: 'Stub.template.json', stackName: 'Stub' },
  };
  writeFileSync(join(cdkOut, 'manifest.json'), JSON.stringify({ version: '1', artifacts: { Stub: artifact } }));
  writeFileSync(join(cdkOut, 'Stub.assets.json'), JSON.stringify({ version: '1', files }));
  writeFileSync(join(cdkOut, 'Stub.template.json'), JSON.stringify(template));
  return { cdkOut, dataDir: join(root, 'data') };
}
