import { nameIn, useEngine, useName } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { Hidden } from '../../ui/hidden.tsx';
import { plainText } from './markdown/plain.ts';

interface NewsProps {
  readonly author: string;
  readonly text: string;
}

/** A message as it is read out: who wrote it, and its words without marks. */
export function News({ author, text }: NewsProps) {
  const name = useName(author);
  const { store } = useEngine();
  const said = plainText(text, {
    person: (userId) => nameIn(store.state, userId),
    channel: (channelId) => {
      const known = store.get(key.channel(channelId))?.channel.name ?? store.get(key.named(channelId));
      return known === undefined ? t('#private channel') : `#${known}`;
    },
  });
  return <Hidden>{`${name}: ${said.slice(0, 300)}`}</Hidden>;
}
