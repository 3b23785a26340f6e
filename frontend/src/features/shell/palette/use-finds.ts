import { useDebouncedValue } from '@mantine/hooks';
import { type Icon, IconFence, IconWorld, IconWorldSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { addressSearchQuery } from '../../../api/address-queries';
import { jailsQuery } from '../../../api/queries';
import type { AddressSearchItem } from '../../../api/types';
import { places } from '../../../components/places';
import { askedAddress } from './asked-address';
import { corners } from './corners';

export interface Find {
  id: string;
  Icon: Icon;
  words: string;
  /** What is known of an address. */
  known?: AddressSearchItem;
  open: () => void;
}

export interface FindGroup {
  name: 'addresses' | 'jails' | 'pages';
  finds: Find[];
}

const pauseMs = 120;
const mostJails = 6;

/** What a text may mean: addresses first, then jails and pages whose names contain it. */
export function useFinds(text: string): FindGroup[] {
  const groups: FindGroup[] = [
    { name: 'addresses', finds: useAddresses(text) },
    { name: 'jails', finds: useJails(text) },
    { name: 'pages', finds: usePages(text) },
  ];
  return groups.filter(({ finds }) => finds.length > 0);
}

function useAddresses(text: string): Find[] {
  const { t } = useTranslation('palette');
  const navigate = useNavigate();
  const asked = askedAddress(text);
  const question = (asked ?? text.trim()).slice(0, 100);
  const [q] = useDebouncedValue(question, pauseMs);
  const { data, isPlaceholderData } = useQuery(addressSearchQuery(q));
  const isAnswer = q === question && !isPlaceholderData;
  const known = question === '' ? [] : (data?.items ?? []);
  // Until the answer is there, only what the one before has in common with it.
  const fitting = known.filter(({ address }) => isAnswer || address.startsWith(question));

  const find = (address: string, words: string, of?: AddressSearchItem): Find => ({
    id: `address ${address}`,
    Icon: of ? IconWorld : IconWorldSearch,
    words,
    ...(of && { known: of }),
    open: () => void navigate({ to: '/addresses/$address', params: { address } }),
  });
  const others = fitting.filter(({ address }) => address !== asked);
  return [
    ...(asked === null
      ? []
      : [
          find(
            asked,
            t('open', { address: asked }),
            fitting.find(({ address }) => address === asked),
          ),
        ]),
    ...others.map((item) => find(item.address, item.address, item)),
  ];
}

function useJails(text: string): Find[] {
  const navigate = useNavigate();
  const { data } = useQuery(jailsQuery);
  const names = data?.items.map(({ name }) => name) ?? [];
  return names
    .filter((name) => text.trim() !== '' && contains(name, text))
    .slice(0, mostJails)
    .map((jail) => ({
      id: `jail ${jail}`,
      Icon: IconFence,
      words: jail,
      open: () => void navigate({ to: '/jails/$jail', params: { jail } }),
    }));
}

function usePages(text: string): Find[] {
  const { t } = useTranslation();
  const { t: own } = useTranslation('palette');
  const navigate = useNavigate();
  const pages = [
    ...places.map(({ to, label, Icon }) => ({ to, Icon, words: t(label) })),
    ...corners.map(({ to, label, Icon }) => ({ to, Icon, words: own(label) })),
  ];
  return pages
    .map(({ to, Icon, words }) => ({ id: to, Icon, words, open: () => void navigate({ to }) }))
    .filter(({ words }) => contains(words, text));
}

function contains(name: string, text: string): boolean {
  return name.toLowerCase().includes(text.trim().toLowerCase());
}
