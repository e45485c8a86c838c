import { toggleCodeBlock, toggleLink } from './blocks.ts';
import type { Edit, Field } from './edit.ts';
import { toggleLines } from './lines.ts';
import { toggleMark } from './marks.ts';
import type { Format } from './shortcut.ts';

/** What a button of the toolbar or its keys do. */
export function format(field: Field, kind: Format): Edit {
  switch (kind) {
    case 'bold':
    case 'italic':
    case 'strike':
      return toggleMark(field, kind);
    case 'code':
      return field.text.slice(field.start, field.end).includes('\n') ? toggleCodeBlock(field) : toggleMark(field, kind);
    case 'codeBlock':
      return toggleCodeBlock(field);
    case 'link':
      return toggleLink(field);
    case 'bullets':
    case 'numbers':
    case 'quote':
      return toggleLines(field, kind);
  }
}
