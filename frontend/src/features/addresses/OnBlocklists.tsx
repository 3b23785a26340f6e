import { IconAlertTriangle, IconBan, IconInfoCircle, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { lookUpQuery } from '../../api/blocklist-queries';
import { AddressLink } from '../../components/AddressLink';
import { TextLink } from '../../components/links';
import { problemWords } from '../../components/problem-words';
import { Statement } from './Statement';

/** Which blocklists hold it, and whether that keeps it out. */
export function OnBlocklists({ address }: { address: string }) {
  const { t } = useTranslation('addresses');
  const { t: common } = useTranslation();
  const { data, error } = useQuery(lookUpQuery(address));
  const link = (
    <TextLink to="/blocklists" search={{ tab: 'check', address }} inherit>
      {common('nav.blocklists')}
    </TextLink>
  );

  if (error && !data) {
    return (
      <Statement icon={IconAlertTriangle} tone="plain">
        {t('blocklists.failed')} {problemWords(error, common).detail}
      </Statement>
    );
  }
  if (!data) {
    return (
      <Statement icon={IconListCheck} tone="plain">
        {t('blocklists.asking')}
      </Statement>
    );
  }
  const { blockedBy, sources } = data;
  if (blockedBy === null && sources.length === 0) {
    return (
      <Statement icon={IconListCheck} tone="plain" action={link}>
        {t('blocklists.none')}
      </Statement>
    );
  }
  return (
    <Statement
      icon={blockedBy === null ? IconInfoCircle : IconBan}
      tone={blockedBy === null ? 'plain' : 'blocked'}
      action={link}
    >
      <strong>{t(blockedBy === null ? 'blocklists.listed' : 'blocklists.blocked')}</strong>
      {sources.map(({ sourceId, name, entry }) => (
        <div key={sourceId}>
          {name} <AddressLink value={entry} />
        </div>
      ))}
    </Statement>
  );
}
