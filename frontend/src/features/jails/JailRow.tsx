import { useTranslation } from 'react-i18next';
import type { JailSummary } from '../../api/types';
import { Amount } from '../../components/Amount';
import { JailState } from '../../components/JailState';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import classes from './JailsPage.module.css';
import { Rule } from './Rule';

export function JailRow({ jail }: { jail: JailSummary }) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <TextLink to="/jails/$jail" params={{ jail: jail.name }} fw={550} c="inherit">
          {jail.name}
        </TextLink>
      </td>
      <td>
        <JailState state={jail.state} />
      </td>
      <td className={listing.right} data-label={t('jails.bannedNow')}>
        {jail.currentlyBanned ? (
          <TextLink to="/bans" search={{ jail: jail.name }} fw={550}>
            <Amount value={jail.currentlyBanned} />
          </TextLink>
        ) : (
          <Amount value={jail.currentlyBanned} />
        )}
      </td>
      <td className={`${listing.right} ${listing.dimmed} ${classes.total}`}>
        <Amount value={jail.totalBanned} />
      </td>
      <td className={listing.right} data-label={t('jails.failedNow')}>
        <Amount value={jail.currentlyFailed} />
      </td>
      <td className={`${listing.right} ${listing.dimmed} ${classes.total}`}>
        <Amount value={jail.totalFailed} />
      </td>
      <td className={classes.rule}>
        <Rule thresholds={jail} width="short" />
      </td>
    </tr>
  );
}
