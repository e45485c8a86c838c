import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useMe, useName } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isDirect } from '../conversation-name.ts';
import { useOpenDialog } from '../workspace/open-dialog.ts';
import css from './beginning.module.css';

interface BeginningProps {
  readonly own: OwnChannel;
  readonly name: string;
}

/** What stands above the first message. */
export function Beginning({ own, name }: BeginningProps) {
  const { channel } = own;
  const open = useOpenDialog();
  return (
    <div className={css.beginning}>
      {isDirect(channel) ? <Face own={own} /> : <Sign kind={channel.kind} />}
      <h2>{name}</h2>
      <p>{channel.purpose === '' ? lead(own) : channel.purpose}</p>
      {channel.general && (
        <Button icon="invite" onClick={() => open('invite')}>
          {t('Invite people to the workspace')}
        </Button>
      )}
    </div>
  );
}

function lead({ channel }: OwnChannel): string {
  if (channel.general) return t('Everyone of this workspace is here. A good place to say hello.');
  if (channel.kind === 'public')
    return t('This is the beginning of the channel. Anyone in the workspace can join and read it.');
  if (channel.kind === 'private') return t('This is the beginning of the channel. Only its members can read it.');
  if (channel.people.length < 2) return t('Only you read what you write here: notes, links, drafts.');
  return t('This is the beginning of your conversation. Only the people in it can read it.');
}

const Sign = ({ kind }: { readonly kind: string }) => (
  <span className={css.sign}>
    <Icon name={kind === 'private' ? 'lock' : 'hash'} size={26} />
  </span>
);

function Face({ own }: { readonly own: OwnChannel }) {
  const { userId: me } = useMe();
  const { people } = own.channel;
  const other = people.find((userId) => userId !== me) ?? me;
  const name = useName(other);
  return <Avatar id={other} name={name} size="lg" />;
}
