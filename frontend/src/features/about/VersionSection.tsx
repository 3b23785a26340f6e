import licences from 'virtual:licences';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import { Fact, Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { LicenceText } from './LicenceText';

/** Which BanGUI this is, on which fail2ban, and what may be done with it. */
export function VersionSection() {
  const { t } = useTranslation('about');
  const { data: server } = useQuery(serverQuery);
  const { version, licence, text } = licences.bangui;
  return (
    <Panel title={t('version.title')}>
      <Facts>
        <Fact label="BanGUI">
          <span className="num">{version}</span>
        </Fact>
        <Fact label="fail2ban">
          <span className="num">{server?.fail2ban.version ?? t('version.unknown')}</span>
        </Fact>
        <Fact label={t('version.licence')}>
          <details>
            <summary>{licence}</summary>
            <LicenceText name="BanGUI" text={text} />
          </details>
        </Fact>
      </Facts>
    </Panel>
  );
}
