import { useTranslation } from 'react-i18next';
import type { BlocklistRunSource } from '../../api/types';
import { Amount } from '../../components/Amount';
import { bytesInWords } from '../../components/bytes-in-words';
import listing from '../../components/Listing.module.css';
import { useLocale } from '../../i18n/use-locale';
import { Bar } from './Bar';
import { Milliseconds } from './Milliseconds';
import classes from './RunSources.module.css';

interface Props {
  sources: readonly BlocklistRunSource[];
  /** While it runs, how far each one is. */
  isLive?: boolean;
}

/** What an import did, or does, with each list. */
export function RunSources({ sources, isLive = false }: Props) {
  const { t } = useTranslation('blocklists');
  const label = {
    size: t('preview.size'),
    lines: t('run.lines'),
    entries: t('preview.entries'),
    duration: t('log.duration'),
  };
  return (
    <table className={`${listing.table} ${listing.cards} ${classes.table}`} aria-label={t('sets.sources')}>
      <thead>
        <tr>
          <th scope="col">{t('check.list')}</th>
          <th scope="col">{t('log.state')}</th>
          <th scope="col">{label.size}</th>
          <th scope="col">{label.lines}</th>
          <th scope="col">{label.entries}</th>
          {!isLive && <th scope="col">{label.duration}</th>}
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.sourceId}>
            <td className={classes.name}>
              {source.name}
              {source.problem && <div className={classes.problem}>{source.problem}</div>}
            </td>
            <td className={classes.status} data-status={source.status}>
              {t(`run.source.${source.status}`)}
            </td>
            <td data-label={label.size}>
              <Received source={source} />
            </td>
            <td data-label={label.lines}>
              <Amount value={isRead(source) ? source.lines : null} />
            </td>
            <td data-label={label.entries}>
              <Amount value={isRead(source) ? source.entries : null} />
            </td>
            {!isLive && (
              <td data-label={label.duration}>
                <Milliseconds value={source.durationMs} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether the run itself read anything of the list. */
function isRead({ status }: BlocklistRunSource): boolean {
  return status === 'fetching' || status === 'changed' || status === 'failed';
}

function Received({ source }: { source: BlocklistRunSource }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { receivedBytes, totalBytes, status } = source;
  if (!isRead(source)) return '–';
  const received = bytesInWords(receivedBytes, locale);
  if (status !== 'fetching' || totalBytes === null) return <span className="num">{received}</span>;
  return (
    <span className={`num ${classes.received}`}>
      {t('run.ofTotal', { received, total: bytesInWords(totalBytes, locale) })}
      <Bar share={totalBytes === 0 ? 1 : receivedBytes / totalBytes} />
    </span>
  );
}
