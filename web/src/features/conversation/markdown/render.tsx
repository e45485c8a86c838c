// oxlint-disable react/no-array-index-key -- a text never changes place within itself
import { Fragment, memo, type ReactNode } from 'react';
import css from './markdown.module.css';
import { Person } from './person.tsx';
import { parse } from './parse.ts';
import type { Block, Inline } from './tree.ts';

/** The text of a message as elements: never markup of its author's making. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return <div className={css.markdown}>{parse(text).map(block)}</div>;
});

function block(node: Block, index: number): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p key={index}>{node.children.map(inline)}</p>;
    case 'code':
      return (
        <pre key={index} tabIndex={0}>
          <code>{node.text}</code>
        </pre>
      );
    case 'quote':
      return <blockquote key={index}>{node.blocks.map(block)}</blockquote>;
    case 'list':
      return list(node.start, node.items, index);
  }
}

function list(start: number | null, items: readonly (readonly Block[])[], index: number): ReactNode {
  const lines = items.map((item, at) => <li key={at}>{item.map(block)}</li>);
  return start === null ? (
    <ul key={index}>{lines}</ul>
  ) : (
    <ol key={index} start={start}>
      {lines}
    </ol>
  );
}

function inline(node: Inline, index: number): ReactNode {
  if (typeof node === 'string') return <Fragment key={index}>{node}</Fragment>;
  switch (node.type) {
    case 'bold':
      return <strong key={index}>{node.children.map(inline)}</strong>;
    case 'italic':
      return <em key={index}>{node.children.map(inline)}</em>;
    case 'strike':
      return <s key={index}>{node.children.map(inline)}</s>;
    case 'code':
      return <code key={index}>{node.text}</code>;
    case 'link':
      return (
        <a key={index} href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.children.map(inline)}
        </a>
      );
    case 'person':
      return <Person key={index} userId={node.userId} />;
    case 'everyone':
      return (
        <span key={index} className={css.mention}>
          @{node.who}
        </span>
      );
  }
}
