import { Switch, TextInput } from '@mantine/core';
import classes from './RuleField.module.css';

interface Props {
  words: { on: string; hint: string; field: string };
  problem: string | null;
  isOn: boolean;
  text: string;
  onSwitch: (isOn: boolean) => void;
  onText: (text: string) => void;
}

/** A rule with one number that can be switched off. */
export function RuleField({ words, problem, isOn, text, onSwitch, onText }: Props) {
  return (
    <div className={classes.rule}>
      <Switch
        label={words.on}
        description={words.hint}
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
      <TextInput
        label={words.field}
        inputMode="numeric"
        value={text}
        error={problem}
        disabled={!isOn}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    </div>
  );
}
