import { useRef, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { MOST_TYPED } from './formatting/most-typed.ts';
import { commandOf, formatOf, type Format } from './formatting/shortcut.ts';
import type { Tools } from './formatting/tools.ts';

/** What helps with writing in a text field beyond typing. */
export interface Writing {
  readonly run: (format: Format) => void;
  /** @returns whether the key was for a format */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** @returns whether the new line was made here: it goes on with a list or a quote */
  readonly newLine: () => boolean;
  readonly onPaste: (event: ClipboardEvent) => void;
  /** Writes `insert` in place of a part of the text, so that it can be undone. @returns false when it is too early for that */
  readonly replace: (from: number, to: number, insert: string) => boolean;
}

/** Formats, lists that go on, pasted formats. What they take is fetched with the first keystroke. */
export function useWriting(field: RefObject<HTMLTextAreaElement | null>): Writing {
  const tools = useRef<Tools | null>(null);
  const asIs = useRef(false);

  async function load(): Promise<Tools> {
    tools.current ??= (await import('./formatting/tools.ts')).TOOLS;
    return tools.current;
  }

  function use(work: (tools: Tools, field: HTMLTextAreaElement) => void, otherwise?: () => void): void {
    const target = field.current;
    const act = (loaded: Tools) => target?.isConnected && work(loaded, target);
    if (tools.current) act(tools.current);
    else load().then(act, otherwise ?? (() => undefined));
  }

  const run = (format: Format): void => use((it, target) => it.apply(target, it.format(it.fieldOf(target), format)));

  return {
    run,
    onKeyDown(event) {
      const command = commandOf(event);
      asIs.current = command === 'shift v';
      const format = formatOf(command);
      if (format) run(format);
      else use(() => undefined);
      return format !== undefined;
    },
    newLine() {
      const [it, target] = [tools.current, field.current];
      const edit = it && target && it.newLine(it.fieldOf(target));
      if (edit) it.apply(target, edit);
      return Boolean(edit);
    },
    onPaste(event) {
      const { clipboardData } = event;
      if (clipboardData.files.length > 0) return;
      const [plain, html] = [clipboardData.getData('text/plain'), clipboardData.getData('text/html')];
      const isCode = clipboardData.types.includes('vscode-editor-data');
      const isOver = event.currentTarget instanceof HTMLTextAreaElement && hasSelection(event.currentTarget);
      const isHuge = plain.length > MOST_TYPED;
      if (!isHuge && (asIs.current || isCode || (html === '' && !(isOver && ADDRESS.test(plain))))) return;
      event.preventDefault();
      use(
        (it, target) => it.paste(target, plain, isHuge ? '' : html),
        () => field.current && insertPlainly(field.current, plain),
      );
    },
    replace(from, to, insert) {
      const [it, target] = [tools.current, field.current];
      if (!it || !target) return false;
      const caret = from + insert.length;
      it.apply(target, { from, to, insert, start: caret, end: caret });
      return true;
    },
  };
}

/** Without a network there may be no more than this. */
function insertPlainly(field: HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
}

const hasSelection = ({ selectionStart, selectionEnd }: HTMLTextAreaElement): boolean => selectionStart < selectionEnd;
const ADDRESS = /^\s*(?:https?:\/\/|mailto:)\S+\s*$/i;
