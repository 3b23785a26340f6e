import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { changeQuery } from '../../api/configuration-queries';
import { Failure } from '../../components/Failure';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import { ApplyPanel } from './ApplyPanel';
import { BackToEditing } from './BackToEditing';
import { ChangeResult } from './ChangeResult';
import classes from './ConfigurationPage.module.css';
import { DiffView } from './DiffView';
import { draftNameOf } from './drafts';
import { EffectPanel } from './EffectPanel';
import { PanelSkeleton } from './PanelSkeleton';
import { useApply } from './use-apply';
import { Verdict } from './Verdict';

const route = getRouteApi('/app/configuration/changes/$id');

/** A change that fail2ban has tried on a copy: what it would do, then what it did. */
export function ChangePage() {
  const { t } = useTranslation('configuration');
  const { id } = route.useParams();
  const from = route.useSearch();
  const { data: change, error, refetch } = useQuery(changeQuery(id));
  const { apply, drop } = useApply(id, draftNameOf(from));
  const isOpen = change?.state === 'checked';

  return (
    <>
      <PageHeader
        title={t('change.title')}
        summary={change && t(`change.state.${change.state}`)}
        actions={<BackToEditing from={from} />}
      />
      {error && !change && (
        <Panel>
          <Failure error={error} onRetry={() => void refetch()} />
        </Panel>
      )}
      {!change && !error && <PanelSkeleton />}
      {change && (
        <div className={classes.page}>
          <ChangeResult change={change} error={apply.error} />
          {(isOpen || change.state === 'refused') && <Verdict check={change.check} />}
          <EffectPanel change={change} />
          <DiffView files={change.files} />
          {isOpen && <ApplyPanel change={change} apply={apply} drop={drop} from={from} />}
        </div>
      )}
    </>
  );
}
