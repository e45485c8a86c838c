import { readdirSync, readFileSync } from 'node:fs';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';

const FOLDER = '.github/workflows';
const files = readdirSync(FOLDER);
const scripts = new Set(
  Object.keys((JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }).scripts),
);

/** What GitHub's own parser says against a workflow. */
async function problems(name: string, content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const template = value ? await convertWorkflowTemplate(context, value) : undefined;
  const said = [...context.errors.getErrors(), ...(template?.errors ?? [])].map((problem) =>
    'message' in problem ? problem.message : problem.Message,
  );
  return template?.jobs?.length === 0 ? [...said, 'there is no job'] : said;
}

describe.each(files)('%s', (name) => {
  const content = readFileSync(`${FOLDER}/${name}`, 'utf8');

  it('is a workflow that GitHub understands', async () => {
    expect(await problems(name, content)).toEqual([]);
  });

  it('calls only scripts that there are', () => {
    const called = [...content.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script ?? '');
    expect(called.filter((script) => !scripts.has(script))).toEqual([]);
  });
});

it('a workflow with a mistake is told', async () => {
  const content = readFileSync(`${FOLDER}/checks.yml`, 'utf8');
  expect(await problems('broken.yml', content.replace('runs-on:', 'runs-over:'))).not.toEqual([]);
  expect(await problems('broken.yml', content.replace('github.ref', 'github['))).not.toEqual([]);
});
