import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Fact, Facts } from '../../components/Facts';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { CodeLines } from './CodeLines';

/** Where the jail reads: files or the journal, and how. */
export function SourcesPanel({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  const { logPaths, journalMatches, datePattern, logEncoding, useDns } = jail;
  const log = (
    <TextLink to="/logs" search={{ jail: jail.name }}>
      {t('sources.log')}
    </TextLink>
  );
  if (logPaths.length === 0 && journalMatches.length === 0) {
    return (
      <Panel title={t('sources.title')} aside={log}>
        {t('sources.none')}
      </Panel>
    );
  }
  return (
    <Panel title={t('sources.title')} aside={log}>
      <Facts>
        {logPaths.length > 0 && (
          <Fact label={t('sources.logPaths')}>
            <CodeLines lines={logPaths} />
          </Fact>
        )}
        {journalMatches.length > 0 && (
          <Fact label={t('sources.journal')}>
            <CodeLines lines={journalMatches} />
          </Fact>
        )}
        {datePattern && (
          <Fact label={t('sources.datePattern')}>
            <code className="mono">{datePattern}</code>
          </Fact>
        )}
        {logEncoding && <Fact label={t('sources.encoding')}>{logEncoding}</Fact>}
        {useDns && (
          <Fact label={t('sources.useDns')}>
            <code className="mono">{useDns}</code>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
