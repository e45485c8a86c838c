import { useId, useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Dialog, DialogSheet } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { MenuItem, MenuLine } from '../../ui/menu-item.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ToastLine, useToast } from '../../ui/toast.tsx';
import { LONG, nothing, type Specimen } from './specimen.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';

const LOOKS = ['primary', 'plain', 'danger', 'quiet'] as const;
const forced = (state: 'hover' | 'focus') => ({ 'data-forced': state });

const all = (props: Omit<Parameters<typeof Button>[0], 'look'> & { readonly 'data-forced'?: string }) => (
  <div className="gallery-row">
    {LOOKS.map((look) => (
      <Button key={look} look={look} {...props}>
        {look}
      </Button>
    ))}
  </div>
);

const footer = (
  <>
    <Button>Cancel</Button>
    <Button look="primary">Create channel</Button>
  </>
);

const items = (
  <>
    <MenuItem icon={MORE_ICONS.edit} onSelect={nothing}>
      Edit
    </MenuItem>
    <MenuItem icon="people" onSelect={nothing}>
      {LONG}
    </MenuItem>
    <MenuLine />
    <MenuItem icon={MORE_ICONS.trash} danger onSelect={nothing}>
      Delete
    </MenuItem>
  </>
);

const DialogButton = () => {
  const [isOpen, setOpen] = useState(false);
  const dialog = (
    <Dialog title="A dialog" onClose={() => setOpen(false)} footer={<Button look="primary">Well</Button>}>
      <p>Escape, the cross and a click beside it close it, and the focus returns.</p>
    </Dialog>
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      {isOpen && dialog}
    </>
  );
};

interface SheetProps {
  readonly title: string;
  readonly footer?: ReactNode;
  readonly children: string;
}

const Sheet = ({ title, footer: buttons, children }: SheetProps) => (
  <div className="gallery-box">
    <DialogSheet id={useId()} title={title} onClose={nothing} footer={buttons}>
      <p>{children}</p>
    </DialogSheet>
  </div>
);

const ToastButtons = () => {
  const show = useToast();
  return (
    <div className="gallery-row">
      <Button onClick={() => show('The link is copied.')}>Say something</Button>
      <Button onClick={() => show('That did not work.', 'alert')}>Say that it failed</Button>
    </div>
  );
};

export const BUTTONS: readonly Specimen[] = [
  {
    name: 'Button',
    states: [
      ['Default', all({})],
      ['Hovered', all(forced('hover'))],
      ['Focused', all(forced('focus'))],
      ['Disabled', all({ disabled: true })],
      ['Busy', all({ busy: true })],
      ['With an icon', all({ icon: PLACE_ICONS.plus })],
      [
        'Wide, long',
        <Button key="wide" wide icon="hash" look="primary">
          {LONG}
        </Button>,
      ],
    ],
  },
  {
    name: 'Icon button',
    states: [
      ['Default', <IconButton key="default" icon="info" label="Details" />],
      ['Hovered', <IconButton key="hover" icon="info" label="Details, hovered" {...forced('hover')} />],
      ['Focused', <IconButton key="focus" icon="info" label="Details, focused" {...forced('focus')} />],
      ['Open', <IconButton key="open" icon="info" label="Details, open" aria-expanded="true" />],
      ['Disabled', <IconButton key="disabled" icon="info" label="Details, disabled" disabled />],
    ],
  },
  {
    name: 'Menu',
    states: [
      [
        'Closed, opens at a press',
        <Menu key="menu" label="Commands" button="Commands …">
          {items}
        </Menu>,
      ],
      [
        'Its items',
        <div key="items" className="gallery-box" role="menu" aria-label="Items">
          {items}
        </div>,
      ],
      [
        'Choices',
        <div key="choices" className="gallery-box" role="menu" aria-label="Choices">
          <MenuItem checked onSelect={nothing}>
            All messages
          </MenuItem>
          <MenuItem checked={false} onSelect={nothing}>
            Mentions
          </MenuItem>
        </div>,
      ],
    ],
  },
  {
    name: 'Dialog',
    states: [
      ['Opens over the page', <DialogButton key="open" />],
      [
        'Its sheet',
        <Sheet key="sheet" title="Create a channel" footer={footer}>
          Channels are where a team talks about one thing.
        </Sheet>,
      ],
      [
        'Long title, no buttons',
        <Sheet key="long" title={LONG}>
          {LONG}
        </Sheet>,
      ],
    ],
  },
  {
    name: 'Toast',
    states: [
      ['Said at the top of the window', <ToastButtons key="say" />],
      [
        'Plain',
        <ToastLine key="plain" tone="plain">
          The link is copied.
        </ToastLine>,
      ],
      [
        'Alert',
        <ToastLine key="alert" tone="alert">
          That did not work. Try again.
        </ToastLine>,
      ],
      [
        'Long',
        <ToastLine key="long" tone="plain">
          {LONG}
        </ToastLine>,
      ],
    ],
  },
  {
    name: 'Copy field',
    states: [['Long', <CopyField key="long" label="A link" value={`https://example.org/invite/${'x'.repeat(60)}`} />]],
  },
];
