import { useTranslation } from 'react-i18next';
import type { BlocklistDrop } from '../../api/types';
import { Amount } from '../../components/Amount';
import classes from './Drops.module.css';

const shownSamples = 3;

/** What was left out of a list and why, the commonest reason first, with the first lines that it met. */
export function Drops({ drops }: { drops: readonly BlocklistDrop[] }) {
  const { t } = useTranslation('blocklists');
  return (
    <ul className={classes.drops}>
      {drops
        .toSorted((a, b) => b.count - a.count)
        .map(({ reason, count, samples }) => (
          <li key={reason}>
            <span className={classes.count}>
              <Amount value={count} />
            </span>
            <span>{t(`drop.${reason}`)}</span>
            <span className={`mono ${classes.samples}`} title={samples.join('\n')}>
              {samples.slice(0, shownSamples).join(' · ')}
            </span>
          </li>
        ))}
    </ul>
  );
}
