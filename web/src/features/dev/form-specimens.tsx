import { useId, useState } from 'react';
import type { Submit } from '../../hooks/use-submit.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { CheckList, Listbox, type Option } from '../../ui/options.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Status } from '../../ui/status.tsx';
import { LONG, nothing, type Specimen } from './specimen.ts';

const usual: Submit = {
  busy: false,
  onSubmit: (event) => event.preventDefault(),
  onInput: nothing,
  errorOf: () => undefined,
  general: () => undefined,
};

const choices = [
  { value: 'public', label: 'Public', hint: 'Everyone in the workspace can find and join it.' },
  { value: 'private', label: 'Private', hint: 'Only people who are added can read it.' },
  { value: 'long', label: LONG, hint: LONG },
] as const;

const options: readonly Option[] = [
  { id: 'U1', name: 'Ada Lovelace', about: 'Analyst', face: <Avatar id="U1" name="Ada Lovelace" size="sm" /> },
  { id: 'C1', name: 'design', about: 'Channel', face: <Icon name="hash" />, strong: true },
  { id: 'C2', name: LONG, about: LONG, face: <Icon name="lock" /> },
];

const ChoiceTry = () => {
  const [value, setValue] = useState<(typeof choices)[number]['value']>('public');
  return <Choice label="Who can read it" value={value} options={choices} onChange={setValue} />;
};

const SearchTry = () => {
  const [text, setText] = useState('');
  const words = { label: 'Search people', placeholder: 'Name or title' };
  return <SearchField {...words} name="f" first={false} text={text} onText={setText} />;
};

const ListTry = () => <Listbox id={useId()} label="Places" options={options} chosen={1} onTake={nothing} />;

const CheckTry = ({ full }: { readonly full: boolean }) => {
  const [picked, setPicked] = useState<readonly string[]>(['U1']);
  const toggle = ({ id }: Option) =>
    setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  return (
    <CheckList
      label="People"
      options={options}
      isChecked={({ id }) => picked.includes(id)}
      full={full}
      onToggle={toggle}
    />
  );
};

const cities = (
  <>
    <option>Berlin</option>
    <option>{LONG}</option>
  </>
);

export const FORMS: readonly Specimen[] = [
  {
    name: 'Field',
    states: [
      ['Empty', <Field key="empty" label="Name of the channel" name="a" placeholder="design" />],
      ['Filled, hint', <Field key="hint" label="Name" name="b" hint="As others see you." defaultValue="Ada" />],
      ['Focused', <Field key="focus" label="Name, focused" name="c" defaultValue="Ada" data-forced="focus" />],
      ['Wrong', <Field key="wrong" label="E-mail" name="d" error="This is no address." defaultValue="ada@" />],
      ['Password', <Field key="secret" label="Password" name="e" type="password" defaultValue="correct horse" />],
      ['Search', <SearchTry key="search" />],
      ['Disabled', <Field key="disabled" label="Name, disabled" name="g" disabled defaultValue="Ada" />],
      ['Long', <Field key="long" label={LONG} name="h" hint={LONG} defaultValue={LONG} />],
    ],
  },
  {
    name: 'Select',
    states: [
      [
        'Default',
        <Select key="default" label="Time zone" name="i">
          {cities}
        </Select>,
      ],
      [
        'Wrong',
        <Select key="wrong" label="Zone" name="j" error="Choose one.">
          {cities}
        </Select>,
      ],
      [
        'Disabled',
        <Select key="disabled" label="Zone, disabled" name="k" disabled>
          {cities}
        </Select>,
      ],
    ],
  },
  { name: 'Choice', states: [['One of a few', <ChoiceTry key="try" />]] },
  {
    name: 'Form',
    states: [
      [
        'With a refusal of the whole',
        <Form key="refused" submit={{ ...usual, general: () => 'Too many tries. Wait a minute.' }} fields={[]}>
          <Field label="Code" name="code" />
          <Buttons>
            <Button>Cancel</Button>
            <Button type="submit" look="primary">
              Save
            </Button>
          </Buttons>
        </Form>,
      ],
      [
        'Busy',
        <Form key="busy" submit={{ ...usual, busy: true }} fields={[]}>
          <Buttons>
            <Button type="submit" look="primary" busy>
              Save
            </Button>
          </Buttons>
        </Form>,
      ],
    ],
  },
  {
    name: 'Lists of options',
    states: [
      ['One is chosen', <ListTry key="one" />],
      ['Several may be chosen', <CheckTry key="some" full={false} />],
      ['No more may be chosen', <CheckTry key="full" full />],
      [
        'Nothing is found',
        <Status key="none">
          <p>Nothing here is called “nobody”.</p>
        </Status>,
      ],
    ],
  },
];
