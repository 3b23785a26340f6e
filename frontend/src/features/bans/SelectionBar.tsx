import { ActionBar, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRelease } from '../../components/bans/use-release';
import type { Selection } from './use-selection';

/** What can be done with the ticked bans. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  const release = useRelease(selection.clear);
  const count = selection.bans.length;
  return (
    <ActionBar opened={count > 0} onClose={selection.clear} closeOnEscape aria-label={t('bans.selection')}>
      <span className="num" aria-live="polite">
        {t('bans.selected', { count })}
      </span>
      <ActionBar.Divider />
      <Button loading={release.isPending} onClick={() => release.ask(selection.bans)}>
        {t('bans.release')}
      </Button>
      <ActionBar.CloseButton aria-label={t('bans.clearSelection')} />
    </ActionBar>
  );
}
