/** Everything that looks at a template before it runs: who finds a mistake in it? */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, CloudFormationValidatePlugin, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readTemplate } from '../../local/template.ts';
import { RULES } from './rules/index.ts';
import { at, render, resourcesOf } from './template.ts';
import type { Template } from './template.ts';

export interface Catchers {
  /** Names of the rules of ours that a template breaks. */
  rules(template: Template): string[];
  /** What CloudFormation's own rules say. */
  validator(template: Template): string[];
  /** What the local runtime refuses. */
  runtime(template: Template): string[];
  /** What cdk-nag finds, acknowledged or not. */
  nag(template: Template): string[];
  stop(): void;
}

const NAME = 'Parley';

export function createCatchers(sound: Template): Catchers {
  const folder = mkdtempSync(join(tmpdir(), 'parley-faults-'));
  const file = join(folder, `${NAME}.template.json`);
  writeAssembly(folder, sound);
  const plugin = new CloudFormationValidatePlugin();
  const app = new App({ analyticsReporting: false, outdir: join(folder, 'out') });
  const written = (template: Template): string => {
    writeFileSync(file, JSON.stringify(template));
    return file;
  };
  return {
    rules: (template) =>
      Object.entries(RULES).flatMap(([name, rule]) => (attempt(() => rule(template)).length > 0 ? [name] : [])),
    validator: (template) => {
      const stackTemplates = [
        { stackConstructPath: NAME, templatePath: written(template), accountId: undefined, region: undefined },
      ];
      const { violations } = plugin.validate({ stackTemplates, templatePaths: [file], appConstruct: app });
      return violations.filter(({ severity }) => severity === 'error').map(({ ruleName }) => ruleName);
    },
    runtime: (template) => {
      written(template);
      return attempt(() => {
        readTemplate(folder);
        return [];
      });
    },
    nag: (template) => attempt(() => nagFindings(written(template))),
    stop: () => rmSync(folder, { recursive: true }),
  };
}

/** What `look` returns; a refusal to look at all counts as a finding. */
function attempt(look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    return [String(error)];
  }
}

function nagFindings(templateFile: string): string[] {
  const stack = new Stack(new App({ analyticsReporting: false }), NAME);
  const { stack: scope } = new CfnInclude(stack, 'Template', { templateFile });
  const { violations } = new AwsSolutionsChecks(scope).validateScope(scope);
  return violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
  );
}

/** What `cdk synth` writes around a template, as far as the local runtime reads it. */
function writeAssembly(folder: string, template: Template): void {
  const properties = { templateFile: `${NAME}.template.json` };
  const manifest = { artifacts: { [NAME]: { type: 'aws:cloudformation:stack', properties } } };
  const keys = resourcesOf(template, 'AWS::Lambda::Function').map(([, fn]) =>
    render(at(fn, 'Properties', 'Code', 'S3Key')),
  );
  const files = keys.map((objectKey) => [objectKey, { source: { path: '.' }, destinations: { own: { objectKey } } }]);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, `${NAME}.assets.json`), JSON.stringify({ files: Object.fromEntries(files) }));
}
