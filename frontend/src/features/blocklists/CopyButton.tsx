import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Copies a text. Missing over plain HTTP from another machine, where a page may not. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('blocklists');
  const { copy, copied } = useClipboard();
  if (!window.isSecureContext) return null;
  const Sign = copied ? IconCheck : IconCopy;
  return (
    <Button variant="default" leftSection={<Sign size={16} aria-hidden />} onClick={() => copy(text)}>
      {t(copied ? 'feed.copied' : 'feed.copy')}
    </Button>
  );
}
