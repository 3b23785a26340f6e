import { IconBan } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../components/links';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { useOnceTrue } from '../../components/use-once-true';
import { lazyPart } from '../../live/lazy-part';
import { BansPager } from './BansPager';
import { BansSummary } from './BansSummary';
import { BansTable } from './BansTable';
import { Filters } from './Filters';
import { SelectionBar } from './SelectionBar';
import { useBans } from './use-bans';
import { useSelection } from './use-selection';

const BanDialog = lazyPart(() =>
  import('../../components/bans/BanDialog').then((module) => ({ default: module.BanDialog })),
);

export function BansPage() {
  const { t } = useTranslation();
  const bans = useBans();
  const selection = useSelection();
  const navigate = useNavigate({ from: '/bans' });
  const isDialogWanted = useOnceTrue(bans.search.dialog === 'ban');
  const closeDialog = () => void navigate({ search: ({ dialog: _dialog, ...rest }) => rest, replace: true });

  return (
    <>
      <PageHeader
        title={t('nav.bans')}
        summary={<BansSummary bans={bans} />}
        actions={
          <ButtonLink
            to="/bans"
            search={{ ...bans.search, dialog: 'ban' }}
            leftSection={<IconBan size={16} aria-hidden />}
          >
            {t('ban.open')}
          </ButtonLink>
        }
      />
      <Filters search={bans.search} total={bans.page?.total} />
      <Panel isFlush>
        <BansTable bans={bans} selection={selection} />
      </Panel>
      <BansPager search={bans.search} page={bans.page} pageSize={bans.pageSize} />
      <SelectionBar selection={selection} />
      <Suspense>
        {isDialogWanted && <BanDialog isOpen={bans.search.dialog === 'ban'} onClose={closeDialog} />}
      </Suspense>
    </>
  );
}
