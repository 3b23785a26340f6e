import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Copies the address. Missing over plain HTTP from another machine, where a page may not. */
export function CopyAddress({ address }: { address: string }) {
  const { t } = useTranslation('addresses');
  const { copy, copied } = useClipboard();
  if (!window.isSecureContext) return null;
  const Sign = copied ? IconCheck : IconCopy;
  const label = t(copied ? 'copied' : 'copy', { address });
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => copy(address)}>
      <Sign size={17} aria-hidden />
    </ActionIcon>
  );
}
