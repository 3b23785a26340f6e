import type { AddressPage } from '../../api/types';
import { Amount } from '../../components/Amount';
import { TextLink } from '../../components/links';
import classes from './JailCounts.module.css';

/** In which jails it was banned, and how often in each. */
export function JailCounts({ jails }: { jails: AddressPage['history']['jails'] }) {
  return (
    <ul className={classes.jails}>
      {jails.map(({ jail, bans }) => (
        <li key={jail}>
          <TextLink to="/jails/$jail" params={{ jail }} inherit>
            {jail}
          </TextLink>{' '}
          <span className={classes.bans}>
            <Amount value={bans} />
          </span>
        </li>
      ))}
    </ul>
  );
}
