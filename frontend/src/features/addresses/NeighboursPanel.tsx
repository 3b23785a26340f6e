import { useTranslation } from 'react-i18next';
import type { AddressPage } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { Panel } from '../../components/Panel';
import { NeighbourStrip } from './NeighbourStrip';
import classes from './NeighboursPanel.module.css';
import { NeighboursTable } from './NeighboursTable';
import { cellsOf, type Neighbourhood } from './neighbour-cells';

interface Props {
  page: Pick<AddressPage, 'address'>;
  neighbourhood: Neighbourhood;
}

/** Whether others nearby were banned too, so that the whole network may be worth a ban. */
export function NeighboursPanel({ page: { address }, neighbourhood }: Props) {
  const { t } = useTranslation('addresses');
  const { network, bans, addresses, neighbours } = neighbourhood;
  const cells = neighbours.length > 0 ? cellsOf(neighbourhood, address) : null;
  return (
    <Panel
      title={t(network === address ? 'neighbours.inside' : 'neighbours.title')}
      aside={network !== address && <AddressLink value={network} />}
    >
      <p className={classes.sentence}>
        {neighbours.length === 0
          ? t('neighbours.none')
          : t('neighbours.sentence', {
              count: addresses,
              bans: t('neighbours.bans', { count: bans }),
            })}
      </p>
      {cells && <NeighbourStrip cells={cells} />}
      {neighbours.length > 0 && <NeighboursTable neighbours={neighbours} />}
    </Panel>
  );
}
