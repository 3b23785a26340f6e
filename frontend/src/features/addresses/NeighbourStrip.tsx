import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './NeighbourStrip.module.css';
import type { Cell } from './neighbour-cells';

/** Every address of the network as a small square. For eyes and pointers: the table below holds the same links. */
export function NeighbourStrip({ cells }: { cells: readonly Cell[] }) {
  const { t } = useTranslation('addresses');
  return (
    <div aria-hidden>
      <div className={classes.strip}>
        {cells.map((cell) => (
          <StripCell key={cell.address} cell={cell} />
        ))}
      </div>
      <p className={classes.legend}>
        {(['once', 'some', 'often'] as const).map((level) => (
          <span key={level}>
            <span className={classes.cell} data-level={level} /> {t(`neighbours.levels.${level}`)}
          </span>
        ))}
        <span>
          <span className={classes.cell} data-level="once" data-banned /> {t('neighbours.bannedNow')}
        </span>
      </p>
    </div>
  );
}

function StripCell({ cell: { address, level, isSelf, neighbour } }: { cell: Cell }) {
  const { t } = useTranslation('addresses');
  const look = {
    className: classes.cell,
    'data-level': level,
    'data-self': isSelf || undefined,
    'data-banned': neighbour?.isBanned || undefined,
  };
  if (!neighbour) return <span {...look} title={address} />;
  const words = t('neighbours.bans', { count: neighbour.bans });
  return (
    <Link
      to="/addresses/$address"
      params={{ address }}
      {...look}
      tabIndex={-1}
      title={`${address}: ${words}${neighbour.isBanned ? `, ${t('neighbours.bannedNow')}` : ''}`}
    />
  );
}
