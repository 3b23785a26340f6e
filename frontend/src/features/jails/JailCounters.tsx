import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Amount } from '../../components/Amount';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import classes from './JailCounters.module.css';

export function JailCounters({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  const counters = [
    [t('column.bannedNow'), jail.currentlyBanned],
    [t('column.bannedTotal'), jail.totalBanned],
    [t('column.failedNow'), jail.currentlyFailed],
    [t('column.failedTotal'), jail.totalFailed],
  ] as const;
  return (
    <Panel>
      <dl className={classes.counters}>
        {counters.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Amount value={value} />
            </dd>
          </div>
        ))}
        <div className={classes.link}>
          <TextLink to="/bans" search={{ jail: jail.name }}>
            {t('jail.showBans')}
          </TextLink>
        </div>
      </dl>
    </Panel>
  );
}
