import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './SettingsForm';
import classes from './SettingsForm.module.css';

/** The jail's own log files are offered, any other one that may be read can be typed. */
export function LogField({ draft, wrong, onEdit, logs }: FormProps & { logs: readonly string[] }) {
  const { t } = useTranslation('simulator');
  return (
    <Autocomplete
      label={t('form.log')}
      description={logs.length === 0 ? t('form.noLog') : t('form.logDetail')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="/var/log/auth.log"
      data={[...logs]}
      filter={({ options }) => options}
      error={wrong.has('log') && draft.log !== '' && t('form.logWrong')}
      value={draft.log}
      onChange={(log) => onEdit({ log })}
      spellCheck={false}
      className={classes.mono}
    />
  );
}
