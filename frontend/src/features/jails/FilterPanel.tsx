import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Fact, Facts } from '../../components/Facts';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { CodeLines } from './CodeLines';

/** What counts as a failure, and what does not. */
export function FilterPanel({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  const { failRegex, ignoreRegex } = jail;
  return (
    <Panel
      title={t('filter.title')}
      aside={
        <TextLink to="/configuration/regex-lab" search={{ jail: jail.name }}>
          {t('filter.try')}
        </TextLink>
      }
    >
      <Facts>
        <Fact label={t('filter.fail')}>
          {failRegex.length > 0 ? <CodeLines lines={failRegex} /> : t('filter.none')}
        </Fact>
        {ignoreRegex.length > 0 && (
          <Fact label={t('filter.ignore')}>
            <CodeLines lines={ignoreRegex} />
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
