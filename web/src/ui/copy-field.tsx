import { useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from './button.tsx';
import css from './copy-field.module.css';
import { focusFirst } from './focus-first.ts';
import { MORE_ICONS } from './more-icons.ts';
import { PAGE_ICONS } from './page-icons.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** It was just made: copying is what comes next. */
  readonly first?: boolean;
}

/** A text to take along: selected at a click, copied by the button. */
export function CopyField({ label, value, first = false }: CopyFieldProps) {
  const [copied, setCopied] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      input.current?.select();
      document.execCommand('copy');
    }
    setCopied(true);
  }
  return (
    <div className={css.row}>
      <input
        ref={input}
        className={css.input}
        aria-label={label}
        readOnly
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        {...(first && { ref: focusFirst })}
        look="primary"
        icon={copied ? PAGE_ICONS.check : MORE_ICONS.copy}
        onClick={() => void copy()}
      >
        {copied ? t('Copied') : t('Copy link')}
      </Button>
    </div>
  );
}
