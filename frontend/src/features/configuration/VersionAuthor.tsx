import { useTranslation } from 'react-i18next';
import type { ConfigurationVersion } from '../../api/types';
import classes from './VersionsTab.module.css';

/** Who made a version, or that it came about without BanGUI. */
export function VersionAuthor({ version }: { version: ConfigurationVersion }) {
  const { t } = useTranslation('configuration');
  if (version.source === 'first') return t('versions.first');
  if (version.author === null) return <span className={classes.outside}>{t('versions.outside')}</span>;
  return version.source === 'restore' ? t('versions.restoredBy', { author: version.author }) : version.author;
}
