import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';
import { useConnection } from '../../live/connection';
import classes from './Banner.module.css';

/** This browser does not hear from BanGUI; whatever is on screen may be old. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  if (useConnection() !== 'lost') return null;
  return (
    <div className={classes.banner}>
      <Notice tone="warn" icon={<IconCloudOff size={20} />} title={t('connection.lost')}>
        {t('connection.lostDetail')}
      </Notice>
    </div>
  );
}
