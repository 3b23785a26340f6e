import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type KnownGroup, mainKeys } from './jail-keys';
import { type FieldOf, SettingField } from './SettingField';
import classes from './SettingsForm.module.css';

interface Props {
  group: KnownGroup;
  fieldOf: FieldOf;
  children?: ReactNode;
}

/** The keys of one topic; those that are neither set nor usual are folded away. */
export function SettingsGroup({ group, fieldOf, children }: Props) {
  const { t } = useTranslation('configuration');
  const isUsual = (key: string) => fieldOf(key).setting !== undefined || mainKeys.has(key);
  const usual = group.keys.filter(({ key }) => isUsual(key));
  const others = group.keys.filter(({ key }) => !isUsual(key));
  const [isOpened] = useState(others.some(({ key }) => fieldOf(key).edit !== undefined));
  const fieldsOf = (keys: readonly KnownGroup['keys'][number][]) =>
    keys.map((spec) => (
      <SettingField
        key={spec.key}
        spec={spec}
        label={t(`key.${spec.words}.label`)}
        help={t(`key.${spec.words}.help`)}
        {...fieldOf(spec.key)}
      />
    ));

  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t(`group.${group.name}`)}</legend>
      {fieldsOf(usual)}
      {others.length > 0 && (
        <details className={classes.more} open={isOpened}>
          <summary>
            {t('group.more', { count: others.length, keys: others.map(({ key }) => key).join(', ') })}
          </summary>
          <div className={classes.fields}>{fieldsOf(others)}</div>
        </details>
      )}
      {children}
    </fieldset>
  );
}
