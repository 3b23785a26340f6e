import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './SettingsForm';
import classes from './SettingsForm.module.css';

/** Whether bans grow, and how far. */
export function IncrementFields({ draft, wrong, onEdit }: FormProps) {
  const { t: common } = useTranslation();
  const { t } = useTranslation('simulator');
  return (
    <div className={classes.fields}>
      <Switch
        label={t('form.increment')}
        checked={draft.isIncreasing}
        onChange={(event) => onEdit({ isIncreasing: event.currentTarget.checked })}
        className={draft.isIncreasing ? classes.switch : undefined}
      />
      {draft.isIncreasing && (
        <>
          <TextInput
            label={t('form.factor')}
            error={wrong.has('factor') && t('form.factorWrong')}
            value={draft.factor}
            onChange={(event) => onEdit({ factor: event.currentTarget.value })}
            inputMode="decimal"
            className={classes.mono}
          />
          <TextInput
            label={t('form.maxtime')}
            placeholder={t('form.noMaxtime')}
            error={wrong.has('maxtime') && common('thresholds.durationWrong')}
            value={draft.maxtime}
            onChange={(event) => onEdit({ maxtime: event.currentTarget.value })}
            spellCheck={false}
            className={classes.mono}
          />
        </>
      )}
    </div>
  );
}
