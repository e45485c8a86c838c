import { useRef, useState, type KeyboardEvent } from 'react';
import { t } from '../../i18n/t.ts';
import { Icon, type Line } from '../../ui/icon.tsx';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { withCommand } from '../keyboard/keys.ts';
import type { Format } from './formatting/shortcut.ts';
import css from './toolbar.module.css';

interface Tool {
  readonly format: Format;
  readonly path: Line;
  readonly name: string;
  readonly keys: string;
}

const shifted = (key: string): string => withCommand(t('Shift {key}', { key }));

const tools = (): readonly Tool[] => [
  { format: 'bold', path: BOLD, name: t('Bold'), keys: withCommand('B') },
  { format: 'italic', path: ITALIC, name: t('Italic'), keys: withCommand('I') },
  { format: 'strike', path: STRIKE, name: t('Strikethrough'), keys: shifted('X') },
  { format: 'link', path: LINK, name: t('Link'), keys: shifted('U') },
  { format: 'numbers', path: NUMBERS, name: t('Numbered list'), keys: shifted('7') },
  { format: 'bullets', path: BULLETS, name: t('Bulleted list'), keys: shifted('8') },
  { format: 'quote', path: QUOTE, name: t('Quote'), keys: shifted('9') },
  { format: 'code', path: CODE, name: t('Code'), keys: withCommand('E') },
  { format: 'codeBlock', path: CODE_BLOCK, name: t('Code block'), keys: '' },
];

const BOLD = 'M7 5h6a3.500 3.500 0 0 1 0 7H7zM7 12h7a3.500 3.500 0 0 1 0 7H7z';
const ITALIC = 'M10 5h7M7 19h7M14 5l-4 14';
const STRIKE = 'M4.500 12h15M16 8c-.400-2-2-3-4-3-2.400 0-4 1.200-4 3.200M8 16c.400 2 2 3 4 3 2.400 0 4-1.200 4-3.200';
const LINK =
  'M10 14a4 4 0 0 0 5.700 0l3.100-3.100a4 4 0 0 0-5.700-5.700L12 6.300M14 10a4 4 0 0 0-5.700 0l-3.100 3.100a4 4 0 0 0 5.700 5.700l1.100-1.100';
const NUMBERS =
  'M10 6h10M10 12h10M10 18h10M4 4.500 5.500 4v4.500M4 15.500c.300-1.800 2.800-1.400 2.500.2-.200 1.200-1.500 2-2.500 3.300h2.700';
const BULLETS = 'M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01';
const QUOTE = 'M5.500 5v14M10 7h9M10 12h9M10 17h6';
const CODE = 'M8.500 7 4 12l4.500 5M15.500 7l4.500 5-4.500 5';
const CODE_BLOCK = 'M3.500 5h17v14h-17zM9.500 9.500 7 12l2.500 2.500M14.500 9.500 17 12l-2.500 2.500';

interface ToolbarProps {
  readonly id: string;
  readonly preview: boolean;
  readonly onFormat: (format: Format) => void;
  readonly onPreview: () => void;
}

/** Buttons for what the keys do. Arrow keys walk along them; the text keeps the focus when they are pressed. */
export default function Toolbar({ id, preview, onFormat, onPreview }: ToolbarProps) {
  const row = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);

  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...(row.current?.querySelectorAll('button') ?? [])];
    const last = buttons.length - 1;
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = to < 0 ? last : to > last ? 0 : to;
    setCurrent(next);
    buttons[next]?.focus();
  }

  const shown = tools();
  return (
    <div
      ref={row}
      id={id}
      className={css.toolbar}
      role="toolbar"
      tabIndex={-1}
      aria-label={t('Formatting')}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => event.preventDefault()}
    >
      {shown.map(({ format, path, name, keys }, index) => (
        <button
          key={format}
          type="button"
          className={css.tool}
          aria-label={name}
          title={keys === '' ? name : `${name} (${keys})`}
          tabIndex={index === current ? 0 : -1}
          onClick={() => onFormat(format)}
        >
          <Icon name={path} />
        </button>
      ))}
      <button
        type="button"
        className={css.preview}
        aria-pressed={preview}
        tabIndex={current === shown.length ? 0 : -1}
        onClick={onPreview}
      >
        <Icon name={PAGE_ICONS.eye} />
        {t('Preview')}
      </button>
    </div>
  );
}
