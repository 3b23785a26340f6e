import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';
import type { JailSummary } from '../../api/types';
import { Amount } from '../../components/Amount';
import { JailState } from '../../components/JailState';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import classes from './JailBars.module.css';

const shown = 10;

/** Where the bans of now come from, the busiest jail first. */
export function JailBars() {
  const { t } = useTranslation();
  const { data } = useQuery(jailsQuery);
  const jails = data?.items.toSorted(byBans);
  const most = Math.max(1, jails?.[0]?.currentlyBanned ?? 0);

  return (
    <Panel
      title={t('dashboard.byJail')}
      isFlush
      aside={
        <TextLink to="/jails" inherit>
          {t('dashboard.allJails')}
        </TextLink>
      }
    >
      <ul className={classes.bars}>
        {jails?.slice(0, shown).map((jail) => (
          <li key={jail.name}>
            <JailBar jail={jail} share={(jail.currentlyBanned ?? 0) / most} />
          </li>
        ))}
        {!jails &&
          ['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
            <li key={row} className={classes.pending}>
              <Skeleton height={14} />
            </li>
          ))}
        {jails?.length === 0 && <li className={classes.none}>{t('jails.none')}</li>}
      </ul>
    </Panel>
  );
}

function JailBar({ jail, share }: { jail: JailSummary; share: number }) {
  return (
    <Link to="/bans" search={{ jail: jail.name }} className={classes.bar}>
      <span className={classes.name}>{jail.name}</span>
      {jail.state === 'stopped' ? <JailState state="stopped" /> : <Amount value={jail.currentlyBanned} />}
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ inlineSize: `${share * 100}%` }} />
      </span>
    </Link>
  );
}

function byBans(a: JailSummary, b: JailSummary): number {
  return (b.currentlyBanned ?? -1) - (a.currentlyBanned ?? -1) || a.name.localeCompare(b.name);
}
