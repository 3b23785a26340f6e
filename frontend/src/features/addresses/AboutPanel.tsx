import { useTranslation } from 'react-i18next';
import type { AddressPage } from '../../api/types';
import { Amount } from '../../components/Amount';
import { Country } from '../../components/Country';
import { Fact, Facts } from '../../components/Facts';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { RelativeTime } from '../../components/RelativeTime';
import { JailCounts } from './JailCounts';
import { ReverseName } from './ReverseName';
import { SpecialUse } from './SpecialUse';

/** Where it is, whose it is, and what is remembered of it in numbers. */
export function AboutPanel({ page }: { page: AddressPage }) {
  const { t } = useTranslation('addresses');
  const { t: common } = useTranslation();
  const { address, kind, country, asn, operator, special, history } = page;
  return (
    <Panel title={t('about.title')}>
      <Facts>
        {special === null && (
          <Fact label={common('column.country')}>
            <TextLink to="/history" search={{ country: country ?? 'none' }} inherit c="inherit">
              <Country code={country} />
            </TextLink>
          </Fact>
        )}
        {asn !== null && (
          <Fact label={t('about.operator')}>
            <TextLink to="/history" search={{ asn }} inherit>
              {operator ?? `AS${asn}`}
            </TextLink>
            {operator !== null && <span className="num"> AS{asn}</span>}
          </Fact>
        )}
        {special !== null && (
          <Fact label={t('about.special')}>
            <SpecialUse special={special} />
          </Fact>
        )}
        {kind === 'address' && (
          <Fact label={t('name.label')}>
            <ReverseName address={address} />
          </Fact>
        )}
        <Fact label={t('about.bans')}>
          {history.bans === 0 ? t('about.never') : <Amount value={history.bans} />}
          {kind === 'network' && history.bans > 0 && t('about.addresses', { count: history.addresses })}
        </Fact>
        {history.firstAt !== null && history.lastAt !== null && (
          <Fact label={t('about.when')}>
            <RelativeTime at={history.firstAt} />
            {history.lastAt !== history.firstAt && (
              <>
                {' – '}
                <RelativeTime at={history.lastAt} />
              </>
            )}
          </Fact>
        )}
        {history.jails.length > 0 && (
          <Fact label={common('nav.jails')}>
            <JailCounts jails={history.jails} />
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
