import { IconBan, IconLogs, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AddressPage } from '../../api/types';
import { ButtonLink } from '../../components/links';
import type { AddressSearch } from './search';

interface Props {
  page: Pick<AddressPage, 'address' | 'kind'>;
  search: AddressSearch;
}

/** Its log, ban and allow; unbanning stands beside each ban. A host name can only be looked at: BanGUI bans addresses. */
export function AddressActions({ page: { address, kind }, search }: Props) {
  const { t } = useTranslation('addresses');
  if (kind === 'name') return null;
  const link = { to: '/addresses/$address', params: { address }, resetScroll: false } as const;
  return (
    <>
      <ButtonLink
        to="/logs"
        search={{ address }}
        variant="default"
        leftSection={<IconLogs size={16} aria-hidden />}
      >
        {t('log')}
      </ButtonLink>
      <ButtonLink
        {...link}
        search={{ ...search, dialog: 'allow' }}
        variant="default"
        leftSection={<IconShieldCheck size={16} aria-hidden />}
      >
        {t('allow')}
      </ButtonLink>
      <ButtonLink
        {...link}
        search={{ ...search, dialog: 'ban' }}
        leftSection={<IconBan size={16} aria-hidden />}
      >
        {t('ban')}
      </ButtonLink>
    </>
  );
}
