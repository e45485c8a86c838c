import { createElement, Fragment, type ReactNode } from 'react';
import { filled, type Asked } from './t.ts';

const EDGE = '\u{E000}';

/** The message in the chosen language with elements in the places of its values. Values are never read as text. */
export function rich<const Message extends string>(
  message: Message,
  ...[values]: Asked<Message, ReactNode>
): ReactNode {
  const nodes: Readonly<Record<string, ReactNode>> = values ?? {};
  const marked = Object.fromEntries(Object.keys(nodes).map((name) => [name, EDGE + name + EDGE]));
  const parts = filled(message, marked).split(EDGE);
  return createElement(Fragment, null, ...parts.map((part, index) => (index % 2 === 0 ? part : nodes[part])));
}
