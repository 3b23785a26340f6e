import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { addressQuery } from '../../api/address-queries';
import { hasCode } from '../../api/problem';
import { Failure } from '../../components/Failure';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { AboutPanel } from './AboutPanel';
import { AddressActions } from './AddressActions';
import { AddressDialogs } from './AddressDialogs';
import { AddressHistory } from './AddressHistory';
import classes from './AddressPage.module.css';
import { AddressSkeleton } from './AddressSkeleton';
import { AddressSummary } from './AddressSummary';
import { CopyAddress } from './CopyAddress';
import { NeighboursPanel } from './NeighboursPanel';
import { NowPanel } from './NowPanel';
import { UnknownAddress } from './UnknownAddress';

const route = getRouteApi('/app/addresses/$address');

/** Everything about one address, network or host name. */
export function AddressPage() {
  const { address: given } = route.useParams();
  const search = route.useSearch();
  const { data: page, error, refetch } = useQuery(addressQuery(given));
  const address = page?.address ?? given;

  return (
    <>
      <PageHeader
        title={address}
        badge={page && <CopyAddress address={address} />}
        summary={page && <AddressSummary page={page} />}
        actions={page && <AddressActions page={page} search={search} />}
      />
      {error && !page && (
        <Panel>
          {hasCode(error, 'not_found') ? (
            <UnknownAddress text={given} />
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          )}
        </Panel>
      )}
      {!page && !error && <AddressSkeleton />}
      {page && (
        // Another address is another page: what was open or asked for on the one before is not on it.
        <div className={classes.page} key={address}>
          <NowPanel page={page} />
          <AboutPanel page={page} />
          <AddressHistory page={page} search={search} />
          {page.neighbourhood && <NeighboursPanel page={page} neighbourhood={page.neighbourhood} />}
        </div>
      )}
      {page && <AddressDialogs address={address} search={search} />}
    </>
  );
}
