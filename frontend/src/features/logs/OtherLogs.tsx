import { useTranslation } from 'react-i18next';
import type { LogList } from '../../api/types';
import { Bytes } from '../../components/Bytes';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { isFileProblem } from './file-problem';
import classes from './OtherLogs.module.css';

/** The logs in which the jails look for failures. */
export function OtherLogs({ logs }: { logs: LogList | undefined }) {
  const { t } = useTranslation('logs');
  if (!logs || logs.jails.length === 0) return null;
  return (
    <Panel title={t('watched.title')} isFlush>
      <table className={`${listing.table} ${listing.cards} ${classes.table}`} aria-label={t('watched.title')}>
        <thead>
          <tr>
            <th scope="col">{t('watched.jail')}</th>
            <th scope="col">{t('watched.file')}</th>
            <th scope="col" className={listing.right}>
              {t('watched.size')}
            </th>
            <th scope="col" className={listing.right}>
              {t('watched.modified')}
            </th>
          </tr>
        </thead>
        <tbody>
          {logs.jails.map((log) => (
            <WatchedLog key={`${log.jail} ${log.path}`} log={log} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function WatchedLog({
  log: { jail, path, sizeBytes, modifiedAt, problem },
}: {
  log: LogList['jails'][number];
}) {
  const { t } = useTranslation('logs');
  return (
    <tr>
      <td>
        <TextLink to="/jails/$jail" params={{ jail }}>
          {jail}
        </TextLink>
      </td>
      <td className={`mono ${classes.path}`}>{path}</td>
      {problem ? (
        <td colSpan={2} className={classes.problem}>
          {isFileProblem(problem.code) ? t(`problem.${problem.code}.title`) : problem.detail}
        </td>
      ) : (
        <>
          <td className={listing.right}>
            <Bytes value={sizeBytes} />
          </td>
          <td className={`${listing.right} ${listing.dimmed}`}>
            {modifiedAt !== null && <RelativeTime at={modifiedAt} />}
          </td>
        </>
      )}
    </tr>
  );
}
