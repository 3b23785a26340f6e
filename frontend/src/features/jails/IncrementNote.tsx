import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import classes from './ThresholdsPanel.module.css';

/** Whether ban times grow for those who come back. */
export function IncrementNote({ increment }: { increment: JailDetail['increment'] }) {
  const { t } = useTranslation();
  if (!increment?.enabled) return null;
  const details = Object.entries(increment).filter(
    ([name, value]) => name !== 'enabled' && value !== null && value !== '',
  );
  return (
    <p className={classes.note}>
      {t('thresholds.increment')}{' '}
      {details.map(([name, value]) => (
        <code key={name} className="mono">
          {name}={String(value)}{' '}
        </code>
      ))}
    </p>
  );
}
