import { IconLockOpen } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import classes from './CookieNotice.module.css';
import { Notice } from './Notice';

/** Why signing in cannot work here, and the two ways out. */
export function CookieNotice() {
  const { t } = useTranslation();
  return (
    <Notice tone="warn" icon={<IconLockOpen size={20} />} title={t('cookie.title')}>
      {t('cookie.why', { origin: location.origin })}
      <ol className={classes.ways}>
        <li>{t('cookie.https')}</li>
        <li>
          <Trans
            i18nKey="cookie.insecure"
            components={{ setting: <code className={`mono ${classes.setting}`} /> }}
          />
        </li>
      </ol>
    </Notice>
  );
}
