import { useTranslation } from 'react-i18next';
import classes from './SpecialUse.module.css';

/** What an address that is not like any other is for, and what that means for a ban. */
export function SpecialUse({ special }: { special: string }) {
  const { t } = useTranslation('addresses');
  const key = special as 'private';
  return (
    <>
      {t(`special.${key}.name`, { defaultValue: special })}
      <div className={classes.what}>{t(`special.${key}.what`, { defaultValue: t('special.other') })}</div>
    </>
  );
}
