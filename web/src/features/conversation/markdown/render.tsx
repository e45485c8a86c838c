// oxlint-disable react/no-array-index-key -- a text never changes place within itself
import { Fragment, memo, type ReactNode } from 'react';
import { classes } from '../../../ui/classes.ts';
import { Channel } from './channel.tsx';
import { isEmoji } from './emoji.ts';
import css from './markdown.module.css';
import { Person } from './person.tsx';
import { parse } from './parse.ts';
import type { Block, Inline } from './tree.ts';

/** The text of a message as elements: never markup of its author's making. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const look = classes(css.markdown, isEmoji(text) && css.large);
  return <div className={look}>{parse(text).map(block)}</div>;
});

function block(node: Block, index: number): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return (
        <p key={index} dir="auto">
          {node.children.map(inline)}
        </p>
      );
    case 'code':
      return (
        <pre key={index} tabIndex={0}>
          <code>{node.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote key={index} dir="auto">
          {node.blocks.map(inner)}
        </blockquote>
      );
    case 'list':
      return list(node.start, node.items, index);
  }
}

/** Within a list or a quote a text goes the way of the whole, on whose other side its marks would stand. */
const inner = (node: Block, index: number): ReactNode =>
  node.type === 'paragraph' ? <p key={index}>{node.children.map(inline)}</p> : block(node, index);

function list(start: number | null, items: readonly (readonly Block[])[], index: number): ReactNode {
  const lines = items.map((item, at) => <li key={at}>{item.map(inner)}</li>);
  return start === null ? (
    <ul key={index} dir="auto">
      {lines}
    </ul>
  ) : (
    <ol key={index} dir="auto" start={start}>
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
    case 'channel':
      return <Channel key={index} channelId={node.channelId} />;
    case 'everyone':
      return (
        <span key={index} className={css.mention}>
          @{node.who}
        </span>
      );
  }
}
