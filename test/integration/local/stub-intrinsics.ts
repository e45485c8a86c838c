/** Shorthand for what templates are made of. */

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

export interface Template {
  Resources: Record<string, Resource>;
}

export const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
export const ref = (id: string) => ({ Ref: id });
export const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });
export const secret = { 'Fn::Select': [2, { 'Fn::Split': ['/', ref('AWS::StackId')] }] };
export const apiArn = (api: string, rest: string, ...more: unknown[]) =>
  join(
    'arn:',
    ref('AWS::Partition'),
    ':execute-api:',
    ref('AWS::Region'),
    ':',
    ref('AWS::AccountId'),
    ':',
    ref(api),
    rest,
    ...more,
  );
export const host = (api: string) => ({ 'Fn::Select': [2, { 'Fn::Split': ['/', att(api, 'ApiEndpoint')] }] });
