import { useRef, useState, type KeyboardEvent } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { LIMITS } from '../../../../protocol/limits.ts';
import { wrongWithText } from '../../../../protocol/message-text.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { usePreferences } from '../../preferences/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ArchivedBar } from './archived-bar.tsx';
import css from './composer.module.css';
import { GrowingText } from './growing-text.tsx';
import { Suggestions } from './suggestions.tsx';
import { SendTrouble } from './send-trouble.tsx';
import { useDraft } from './use-draft.ts';
import { useSuggestions } from './use-suggestions.ts';

interface ComposerProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
  readonly name: string;
  /** Called by ↑ in an empty field. */
  readonly onEditLast: () => void;
}

export function Composer(props: ComposerProps) {
  return props.own.channel.archived ? <ArchivedBar {...props} /> : <Writing {...props} />;
}

/** Whether this Enter sends; any other makes a new line. */
const sends = (event: KeyboardEvent, enter: 'send' | 'newLine'): boolean =>
  enter === 'send' ? !event.shiftKey && !event.altKey : event.ctrlKey || event.metaKey;

const NEAR_LIMIT = 500;
const TOO_LONG = `A message has at most ${LIMITS.messageCharacters.toLocaleString('en')} characters. Send it in parts.`;

function Writing({ own, workspace, name, onEditLast }: ComposerProps) {
  const engine = useEngine();
  const { channelId } = own.channel;
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(channelId);
  const [refused, setRefused] = useState<string | null>(null);
  const suggestions = useSuggestions({ workspaceId: workspace.workspaceId, draft, field });
  const { enter } = usePreferences();
  const left = LIMITS.messageCharacters - draft.stored.length;

  function send(): void {
    if (draft.text.trim() === '') return;
    const wrong = wrongWithText(draft.stored);
    setRefused(wrong);
    if (wrong === null) {
      engine.send(channelId, draft.stored);
      draft.write('');
    }
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || suggestions.onKeyDown(event)) return;
    if (event.key === 'Enter' && sends(event, enter)) send();
    else if (event.key === 'ArrowUp' && draft.text === '' && !event.altKey && !event.shiftKey) onEditLast();
    else return;
    event.preventDefault();
  }

  return (
    <div className={css.place}>
      <SendTrouble channelId={channelId} refused={left < 0 ? TOO_LONG : refused} />
      {suggestions.open && <Suggestions {...suggestions.list} />}
      <form
        className={css.composer}
        aria-label="Write a message"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <GrowingText
          ref={field}
          label={`Message ${name}`}
          placeholder={`Message ${name}`}
          value={draft.text}
          enterKeyHint="send"
          first={window.matchMedia('(pointer: fine)').matches}
          onChange={(text, caret) => {
            draft.write(text);
            setRefused(null);
            suggestions.look(text, caret);
          }}
          onBlur={suggestions.close}
          onKeyDown={onKeyDown}
          {...suggestions.aria}
        />
        {left < NEAR_LIMIT && <span className={left < 0 ? css.over : css.left}>{left}</span>}
        <IconButton
          type="submit"
          icon="send"
          label="Send"
          className={css.send}
          disabled={draft.text.trim() === '' || left < 0}
        />
      </form>
    </div>
  );
}
