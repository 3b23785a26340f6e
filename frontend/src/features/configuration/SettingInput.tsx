import { Autocomplete, Switch, Textarea, TextInput } from '@mantine/core';
import { type KeySpec, type KnownKey, suggestions } from './jail-keys';
import classes from './SettingField.module.css';
import { booleanOf } from './settings-draft';

interface Props {
  spec: KeySpec;
  label: string;
  help: string;
  value: string;
  error: string | null;
  onEdit: (value: string) => void;
}

/** The input that fits a key. A truth value that only fail2ban can resolve is edited as text. */
export function SettingInput({ spec, label, help, value, error, onEdit }: Props) {
  const title = (
    <>
      {label} {label !== spec.key && <span className={`mono ${classes.key}`}>{spec.key}</span>}
    </>
  );
  const isOn = spec.kind === 'switch' ? booleanOf(value) : null;
  if (isOn !== null) {
    return (
      <Switch
        label={title}
        description={help}
        checked={isOn}
        onChange={(event) => onEdit(String(event.currentTarget.checked))}
      />
    );
  }
  const words = {
    label: title,
    description: help,
    value,
    error,
    spellCheck: false,
    autoComplete: 'off',
    classNames: { input: classes.input ?? '' },
  };
  if (spec.kind === 'lines') {
    return (
      <Textarea
        {...words}
        autosize
        minRows={1}
        maxRows={10}
        onChange={(event) => onEdit(event.currentTarget.value)}
      />
    );
  }
  const choices = suggestions[spec.key as KnownKey['key']];
  if (choices) return <Autocomplete {...words} data={[...choices]} filter={everything} onChange={onEdit} />;
  return <TextInput {...words} onChange={(event) => onEdit(event.currentTarget.value)} />;
}

/** The few that there are, whatever stands in the field already. */
const everything = <T extends { options: readonly unknown[] }>({ options }: T) =>
  options as T['options'] & never;
