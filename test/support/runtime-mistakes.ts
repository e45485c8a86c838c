/** Mistakes in a template, as one forgotten line of a construct would make them. Each throws when there is nothing to take. */
import type { Template, TemplateResource } from './runtime-template.ts';

export type Mistake = (template: Template) => void;

const resources = ({ Resources }: Template, type: string): readonly (readonly [string, TemplateResource])[] =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);

function changeAll(
  template: Template,
  type: string,
  id: RegExp,
  change: (id: string, resource: TemplateResource) => void,
): void {
  const before = JSON.stringify(template);
  for (const [name, resource] of resources(template, type)) if (id.test(name)) change(name, resource);
  if (JSON.stringify(template) === before) throw new Error(`there is nothing to change in ${type} ${id}`);
}

/** Takes out the resources of a type whose logical id fits. */
export const without =
  (type: string, id: RegExp): Mistake =>
  (template) =>
    changeAll(template, type, id, (name) => delete template.Resources[name]);

/** Takes a variable from the environment of the functions whose logical id fits. */
export const withoutVariable =
  (id: RegExp, variable: string): Mistake =>
  (template) =>
    changeAll(template, 'AWS::Lambda::Function', id, (_, resource) => {
      const text = JSON.stringify(resource.Properties, (name, value: unknown) =>
        name === variable ? undefined : value,
      );
      resource.Properties = JSON.parse(text);
    });

/** Takes an action from the roles whose logical id fits; with `resource`, only where a statement names it. */
export const withoutAction =
  (id: RegExp, action: string, resource = ''): Mistake =>
  (template) =>
    changeAll(template, 'AWS::IAM::Policy', id, (_, policy) => {
      const { PolicyDocument } = policy.Properties as { PolicyDocument: { Statement: object[] } };
      PolicyDocument.Statement = PolicyDocument.Statement.map((statement) => {
        const text = JSON.stringify(statement);
        return text.includes(resource) ? JSON.parse(text.replaceAll(`"${action}"`, '"none:Nothing"')) : statement;
      });
    });

/** Takes the own headers from the origins of the distribution. */
export const withoutOriginHeaders: Mistake = (template) =>
  changeAll(template, 'AWS::CloudFront::Distribution', /./, (_, resource) => {
    resource.Properties = JSON.parse(
      JSON.stringify(resource.Properties, (name, value: unknown) =>
        name === 'OriginCustomHeaders' ? undefined : value,
      ),
    );
  });
