import type { ComponentProps } from 'react';
import { Field } from './field.tsx';

interface SearchFieldProps extends Omit<ComponentProps<typeof Field>, 'value' | 'onChange'> {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Where a dialog that finds something begins: typing goes here, and nothing is filled in by the browser. */
export const SearchField = ({ text, onText, ...rest }: SearchFieldProps) => (
  <Field
    type="search"
    autoComplete="off"
    first
    {...rest}
    value={text}
    onChange={({ target }) => onText(target.value)}
  />
);
