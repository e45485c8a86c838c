import { placeOf, treeOf, type Source } from './messages.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Attributes whose every word is read by people. */
const SAID = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label', 'hint', 'lead']);
const LETTERS = /\p{L}{2}/u;
/** Two words, or one that begins as a sentence does. */
const PROSE = /\p{L}{2,}[,.]? [\p{L}{]|\} \p{L}{2}|^\p{Lu}\p{Ll}+[.…?!]?$/u;
/** What the platform calls keys, failures, tokens and tags, and the name of the product: the same in every language. */
const NAMES =
  /^(?:Arrow(?:Up|Down|Left|Right)|Enter|Escape|Tab|Home|End|Page(?:Up|Down)|Backspace|shift \p{Ll}|Bearer \{\}|Error|Parley|[A-Z ]+)$/u;

/** Places whose texts are for machines or for those who develop. */
function isSilent({ type, callee, name }: Node): boolean {
  if (
    /^(?:Import|ExportAll|ExportNamed|TS)/.test(type) &&
    type !== 'TSAsExpression' &&
    type !== 'TSSatisfiesExpression'
  )
    return type !== 'ExportNamedDeclaration';
  const called = isNode(callee) ? callee['name'] : undefined;
  if (type === 'CallExpression') return called === 't' || called === 'rich';
  if (type === 'NewExpression') return called === 'Error' || called === 'Problem' || called === 'TypeError';
  return type === 'JSXAttribute' && isNode(name) && (name['name'] === 'className' || name['name'] === 'rel');
}

/** What tells things from another is never shown. */
const isIdentity = (property: unknown): boolean =>
  isNode(property) && (property['name'] === 'key' || property['name'] === 'id');

/** The text of a node that holds one, `{}` in the place of values. */
function textOf({ type, value, quasis }: Node): string | null {
  if (type === 'JSXText' || (type === 'Literal' && typeof value === 'string')) return String(value);
  if (type !== 'TemplateLiteral' || !Array.isArray(quasis)) return null;
  return quasis.map(({ value: { cooked } }: { value: { cooked: string } }) => cooked).join('{}');
}

/** Texts of a source that people would read in English whatever language they chose, with their places. */
export function literalsOf(source: Source): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node, said: boolean): void => {
    if (isSilent(node)) return;
    const text = textOf(node)?.trim();
    if (text !== undefined && !NAMES.test(text) && (said ? LETTERS : PROSE).test(text))
      found.push(`${placeOf(source, node.start)}: ${text}`);
    const { name } = node;
    const speaks = node.type === 'JSXAttribute' && isNode(name) && SAID.has(String(name['name']));
    const inside = speaks || (said && !/^(?:Call|Arrow|JSXElement|Member|Binary)/.test(node.type));
    for (const [field, child] of Object.entries(node)) {
      if (node.type === 'Property' && (field === 'key' || isIdentity(node['key']))) continue;
      for (const one of Array.isArray(child) ? child : [child])
        if (isNode(one)) visit(one, one.type === 'JSXText' || inside);
    }
  };
  visit(treeOf(source) as unknown as Node, false);
  return found;
}
