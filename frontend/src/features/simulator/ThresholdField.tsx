import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { parseDuration, permanent } from '../../time/duration';
import { durationInWords } from '../../time/words';
import type { FormProps } from './SettingsForm';
import classes from './SettingsForm.module.css';

interface Props extends FormProps {
  name: 'maxretry' | 'findtime' | 'bantime';
}

const wrongWords = {
  maxretry: 'thresholds.maxretryWrong',
  findtime: 'thresholds.durationWrong',
  bantime: 'thresholds.bantimeWrong',
} as const;

/** A threshold in fail2ban's words; below it how it reads, and what it is today. */
export function ThresholdField({ name, draft, today, wrong, onEdit }: Props) {
  const { t: common } = useTranslation();
  const { t } = useTranslation('simulator');
  const locale = useLocale();
  const seconds = parseDuration(draft[name]);
  const reading =
    name === 'maxretry' || seconds === null
      ? ''
      : seconds === permanent
        ? common('duration.permanent')
        : durationInWords(seconds, locale);
  const isChanged = draft[name] !== today[name];
  const description = isChanged ? t('form.today', { value: today[name] }) : reading;

  return (
    <TextInput
      label={common(`thresholds.${name}`)}
      description={description || '\u00a0'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={wrong.has(name) && common(wrongWords[name])}
      value={draft[name]}
      onChange={(event) => onEdit({ [name]: event.currentTarget.value })}
      inputMode={name === 'maxretry' ? 'numeric' : 'text'}
      spellCheck={false}
      className={classes.mono}
    />
  );
}
