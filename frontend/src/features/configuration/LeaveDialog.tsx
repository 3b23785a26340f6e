import { Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from './use-leave-guard';

interface Props {
  isChanged: boolean;
  onDiscard: () => void;
}

/** What becomes of unsaved edits when the page is left: they wait in this tab, or they are gone. */
export function LeaveDialog({ isChanged, onDiscard }: Props) {
  const { t } = useTranslation('configuration');
  const { t: common } = useTranslation();
  const { status, proceed, reset } = useLeaveGuard(isChanged);
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('leave.title')}
      closeButtonProps={{ 'aria-label': common('action.close') }}
    >
      {t('leave.words')}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={() => reset?.()}>
          {t('leave.stay')}
        </Button>
        <Button
          variant="default"
          color="red"
          onClick={() => {
            onDiscard();
            proceed?.();
          }}
        >
          {t('leave.discard')}
        </Button>
        <Button data-autofocus onClick={() => proceed?.()}>
          {t('leave.keep')}
        </Button>
      </Group>
    </Modal>
  );
}
