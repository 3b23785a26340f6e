import { useTranslation } from 'react-i18next';
import type { JailSetting } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { parseDuration, permanent } from '../../time/duration';
import { durationInWords } from '../../time/words';
import type { KeySpec } from './jail-keys';
import classes from './SettingField.module.css';
import { SettingInput } from './SettingInput';
import { SettingOrigin } from './SettingOrigin';
import { shownValue, valueProblem } from './settings-draft';

interface Props {
  spec: KeySpec;
  label: string;
  help: string;
  section: string;
  setting: JailSetting | undefined;
  /** What was edited; null where the stock value shall hold again. */
  edit: string | null | undefined;
  onEdit: (value: string | null) => void;
}

/** What a field of a key needs to know of the form that it is in. */
export type FieldOf = (key: string) => Omit<Props, 'spec' | 'label' | 'help'>;

/** One key: what it is for, its value, what that means, and where it comes from. */
export function SettingField({ spec, label, help, section, setting, edit, onEdit }: Props) {
  const { t } = useTranslation('configuration');
  const value = shownValue(setting, edit);
  const problem = typeof edit === 'string' ? valueProblem(spec.kind, value) : null;
  const reading = useReading(spec, value);
  return (
    <div className={classes.field} data-edited={edit !== undefined || undefined}>
      <SettingInput
        spec={spec}
        label={label}
        help={help}
        value={value}
        error={problem && t(`wrong.${problem}`)}
        onEdit={onEdit}
      />
      <div className={classes.notes}>
        {reading !== '' && <span className={classes.reading}>{reading}</span>}
        <SettingOrigin setting={setting} section={section} edit={edit} onEdit={onEdit} />
      </div>
    </div>
  );
}

/** What fail2ban's words for a time mean to a person. */
function useReading({ kind }: KeySpec, value: string): string {
  const { t } = useTranslation();
  const locale = useLocale();
  if (kind !== 'time' && kind !== 'bantime' && kind !== 'span') return '';
  const seconds = parseDuration(value);
  if (seconds === null) return '';
  return seconds === permanent ? t('duration.permanent') : durationInWords(seconds, locale);
}
