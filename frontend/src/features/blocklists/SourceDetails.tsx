import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { Fact, Facts } from '../../components/Facts';
import { RelativeTime } from '../../components/RelativeTime';
import { useLocale } from '../../i18n/use-locale';
import { addressesInWords } from './amounts';
import { Drops } from './Drops';
import { formatInWords } from './format-words';
import { Overlaps } from './Overlaps';
import { ScheduleWords } from './ScheduleWords';

interface Props {
  source: BlocklistSource;
  sources: readonly BlocklistSource[];
}

/** Everything about one list. */
export function SourceDetails({ source, sources }: Props) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { url, problem, lines, entries, addresses, changedAt } = source;
  const isRead = lines !== null && entries !== null && addresses !== null;

  return (
    <Facts>
      {problem !== null && (
        <Fact label={t('source.problemLabel')}>
          <span style={{ color: 'var(--warn)' }}>{problem}</span>
          {entries !== null && <div>{t('source.problem')}</div>}
        </Fact>
      )}
      {url !== null && (
        <Fact label={t('source.url')}>
          <Anchor href={url} target="_blank" rel="noreferrer" inherit>
            {url}
          </Anchor>
        </Fact>
      )}
      <Fact label={t('source.format')}>{formatInWords(source, t)}</Fact>
      {isRead && (
        <Fact label={t('source.content')}>
          {t('source.contentOf', {
            lines,
            entries,
            addresses: addressesInWords(addresses, locale),
          })}
        </Fact>
      )}
      {changedAt !== null && (
        <Fact label={t('source.changed')}>
          <RelativeTime at={changedAt} />
        </Fact>
      )}
      {source.uniqueEntries !== null && (
        <Fact label={t('source.overlap')}>
          <Overlaps source={source} sources={sources} />
        </Fact>
      )}
      {isRead && (
        <Fact label={t('source.drops')}>
          {source.drops.length === 0 ? t('source.noDrops') : <Drops drops={source.drops} />}
        </Fact>
      )}
      <Fact label={t('schedule.label')}>
        <ScheduleWords cron={source.schedule} timeZone={source.timeZone} />
        {source.schedule !== null && ` (${source.timeZone})`}
      </Fact>
      <Fact label={t('source.caps')}>
        {t('source.capsOf', {
          bytes: bytesInWords(source.maxBytes, locale),
          entries: source.maxEntries,
        })}
      </Fact>
      <Fact label={t('source.addedBy')}>
        <RelativeTime at={source.createdAt} /> {t('source.by', { name: source.createdBy })}
      </Fact>
    </Facts>
  );
}
