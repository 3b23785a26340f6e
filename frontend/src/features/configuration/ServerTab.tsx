import { useQuery } from '@tanstack/react-query';
import { effectiveQuery } from '../../api/configuration-queries';
import { Failure } from '../../components/Failure';
import { FilesProblem } from './FilesProblem';
import { serverGroups } from './jail-keys';
import { PanelSkeleton } from './PanelSkeleton';
import { SettingsForm } from './SettingsForm';

/** The daemon's own settings. */
export function ServerTab() {
  const { data, error, refetch } = useQuery(effectiveQuery);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <PanelSkeleton />;
  return (
    <>
      <FilesProblem problem={data.problem} />
      <SettingsForm
        target="server"
        section="Definition"
        settings={data.server}
        groups={serverGroups}
        from={{ server: 'yes' }}
      />
    </>
  );
}
