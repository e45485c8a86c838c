import { useState } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon, ICONS } from '../../ui/icon.tsx';
import { PAGE_ICONS } from '../../ui/page-icons.ts';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { Logo } from '../../ui/logo.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { Splash } from '../../ui/splash.tsx';
import { LONG, type Specimen } from './specimen.ts';
import { MORE_ICONS } from '../../ui/more-icons.ts';

/** One of each colour. */
const PEOPLE = ['Ada Lovelace', 'Bob', 'Cy Curie', 'Dana', 'Emmy Noether', 'Fei', 'Grace', 'Hedy', 'Ida', 'Jo', 'Kim'];

const FailingTry = () => {
  const [fails, setFails] = useState(false);
  return (
    <ErrorBoundary title="This specimen could not be shown" panel="details">
      {fails ? <Failing /> : <Button onClick={() => setFails(true)}>Let it fail</Button>}
    </ErrorBoundary>
  );
};

function Failing(): never {
  throw new Error('A specimen that was asked to fail');
}

export const SIGNS: readonly Specimen[] = [
  {
    name: 'Avatar',
    states: [
      [
        'Sizes',
        <div key="sizes" className="gallery-row">
          {(['xs', 'sm', 'md', 'lg'] as const).map((size) => (
            <Avatar key={size} id="U1" name="Ada Lovelace" size={size} />
          ))}
        </div>,
      ],
      [
        'Colours',
        <div key="colours" className="gallery-row">
          {PEOPLE.map((name, index) => (
            <Avatar key={name} id={`U${index}`} name={name} />
          ))}
        </div>,
      ],
      ['No name yet', <Avatar key="none" id="U" name="" />],
    ],
  },
  {
    name: 'Presence',
    states: (['online', 'away', 'offline'] as const).map((state) => [state, <PresenceDot key={state} state={state} />]),
  },
  {
    name: 'Banner',
    states: [
      ['Alert', <Banner key="alert">That did not work. Try again in a minute.</Banner>],
      [
        'Warm',
        <Banner key="warm" tone="warm">
          This link has ended.
        </Banner>,
      ],
      [
        'Good',
        <Banner key="good" tone="good">
          Your profile is saved.
        </Banner>,
      ],
      ['Long', <Banner key="long" tone="warm">{`${LONG} ${LONG}`}</Banner>],
    ],
  },
  {
    name: 'Empty',
    states: [
      ['Title alone', <Empty key="alone" icon={MORE_ICONS.message} title="Nothing here yet" />],
      [
        'With a way on',
        <Empty
          key="way"
          icon={PLACE_ICONS.compass}
          title="No channel is called so"
          action={<Button>Create a channel</Button>}
        >
          Look for a part of the name, or make it.
        </Empty>,
      ],
      [
        'Long',
        <Empty key="long" icon="alert" title={LONG}>
          {LONG}
        </Empty>,
      ],
    ],
  },
  { name: 'Error boundary', states: [['Well, fails at a press', <FailingTry key="try" />]] },
  {
    name: 'Logo and splash',
    states: [
      ['Logo', <Logo key="logo" />],
      ['Splash', <Splash key="splash" />],
    ],
  },
  {
    name: 'Words for those who listen',
    states: [
      [
        'Hidden',
        <p key="hidden">
          Seen <Hidden>and heard</Hidden>
        </p>,
      ],
    ],
  },
  {
    name: 'Icons',
    states: [
      [
        'All of them',
        <ul key="all" className="gallery-icons">
          {[
            ...ICONS.map((name) => [name, name] as const),
            ...Object.entries({ ...PLACE_ICONS, ...PAGE_ICONS, ...MORE_ICONS }),
          ].map(([name, icon]) => (
            <li key={name}>
              <Icon name={icon} size={20} />
              {name}
            </li>
          ))}
        </ul>,
      ],
    ],
  },
];
