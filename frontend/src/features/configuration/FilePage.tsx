import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { configurationFileQuery } from '../../api/configuration-queries';
import { hasCode } from '../../api/problem';
import type { ConfigurationFileContent } from '../../api/types';
import { Failure } from '../../components/Failure';
import { ButtonLink } from '../../components/links';
import { Notice } from '../../components/Notice';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import classes from './ConfigurationPage.module.css';
import { FileEditing } from './FileEditing';
import { groupOf } from './file-groups';
import { newFile } from './new-file';
import { PanelSkeleton } from './PanelSkeleton';
import { RemoveFileButton } from './RemoveFileButton';
import { StockFile } from './StockFile';
import { WritableNotice } from './WritableNotice';

const route = getRouteApi('/app/configuration/files');

export function FilePage() {
  const { path, line } = route.useSearch();
  if (path === undefined) return <Navigate to="/configuration" search={{ tab: 'files' }} replace />;
  return <FileView key={path} path={path} line={line} />;
}

/** One file: fail2ban's own to read, one's own to edit. */
function FileView({ path, line }: { path: string; line: number | undefined }) {
  const { t } = useTranslation('configuration');
  const { data, error, refetch } = useQuery(configurationFileQuery(path));
  const file = data ?? (hasCode(error, 'configuration_file_not_found') ? newFile(path) : null);

  return (
    <>
      <PageHeader
        title={path}
        summary={file && t(file.isStock ? 'file.stock' : file.digest === '' ? 'file.new' : 'file.own')}
        actions={file && <FileActions file={file} />}
      />
      <div className={classes.page}>
        <WritableNotice />
        {file?.isStock && (
          <Notice tone="plain" icon={<IconLock size={18} />}>
            {t('file.stockWords')}
          </Notice>
        )}
        {error && !file && (
          <Panel>
            <Failure error={error} onRetry={() => void refetch()} />
          </Panel>
        )}
        {!file && !error && <PanelSkeleton />}
        {file && (
          <Panel isFlush>
            {file.isStock ? <StockFile file={file} line={line} /> : <FileEditing file={file} line={line} />}
          </Panel>
        )}
      </div>
    </>
  );
}

function FileActions({ file }: { file: ConfigurationFileContent }) {
  const { t } = useTranslation('configuration');
  const { partner } = file;
  return (
    <>
      <ButtonLink to="/configuration" search={{ tab: 'files', kind: groupOf(file) }} variant="default">
        {t('file.all')}
      </ButtonLink>
      {!file.isStock && file.digest !== '' && <RemoveFileButton file={file} />}
      {partner && (file.isStock || partner.exists) && (
        <ButtonLink
          to="/configuration/files"
          search={{ path: partner.path }}
          variant={file.isStock ? 'filled' : 'default'}
        >
          {file.isStock ? t('file.override', { path: partner.path }) : t('file.seeStock')}
        </ButtonLink>
      )}
    </>
  );
}
