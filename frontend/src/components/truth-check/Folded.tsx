import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props<Item> {
  items: Item[];
  /** There may be more than were sent. */
  total: number;
  children: (shown: Item[]) => ReactNode;
}

const shownAtOnce = 12;

/** The first of many; the others on demand. */
export function Folded<Item>({ items, total, children }: Props<Item>) {
  const { t } = useTranslation('truth');
  const [isUnfolded, { open }] = useDisclosure(false);
  const isFolded = !isUnfolded && items.length > shownAtOnce;
  return (
    <>
      {children(isFolded ? items.slice(0, shownAtOnce) : items)}
      {isFolded && (
        <Button size="compact-sm" variant="subtle" ml={-8} onClick={open}>
          {t('showMore', { count: items.length - shownAtOnce })}
        </Button>
      )}
      {!isFolded && total > items.length && <span>{t('andMore', { count: total - items.length })}</span>}
    </>
  );
}
