import { useTranslation } from 'react-i18next';
import type { JailSetting } from '../../api/types';
import { type FieldOf, SettingField } from './SettingField';
import classes from './SettingsForm.module.css';

interface Props {
  settings: readonly JailSetting[];
  fieldOf: FieldOf;
}

/** Keys that the manual does not list, such as those that filters and actions bring, as plain text. */
export function OtherSettings({ settings, fieldOf }: Props) {
  const { t } = useTranslation('configuration');
  if (settings.length === 0) return null;
  return (
    <details className={classes.group}>
      <summary className={classes.legend}>{t('group.other', { count: settings.length })}</summary>
      <div className={classes.fields}>
        {settings.map(({ key, value }) => (
          <SettingField
            key={key}
            spec={{ key, kind: value.includes('\n') ? 'lines' : 'text' }}
            label={key}
            help=""
            {...fieldOf(key)}
          />
        ))}
      </div>
    </details>
  );
}
