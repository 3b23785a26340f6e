import type { Ban } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Country } from '../../components/Country';
import { TextLink } from '../../components/links';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './LatestBans.module.css';

/** One row; a fresh one came while the page was open and fades in. */
export function LatestBan({ ban, isFresh }: { ban: Ban; isFresh: boolean }) {
  return (
    <tr className={isFresh ? classes.fresh : undefined}>
      <td>
        <AddressLink value={ban.address} />
      </td>
      <td>
        <Country code={ban.country} />
      </td>
      <td>
        <TextLink to="/jails/$jail" params={{ jail: ban.jail }} inherit c="inherit">
          {ban.jail}
        </TextLink>
      </td>
      <td className={classes.when}>
        <RelativeTime at={ban.bannedAt} />
      </td>
    </tr>
  );
}
