import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissQuestion, type Question } from './ask-first';
import { useOpened } from './use-opened';

export function QuestionDialog({ question }: { question: Question | null }) {
  const { t } = useTranslation();
  const isOpened = useOpened(question !== null);
  // Stays on screen while the dialog fades out.
  const [shown, setShown] = useState(question);
  if (question !== null && question !== shown) setShown(question);
  const { isDestructive = false } = shown ?? {};

  return (
    <Modal
      opened={isOpened}
      onClose={dismissQuestion}
      title={shown?.title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <div>{shown?.consequence}</div>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={dismissQuestion} data-autofocus={isDestructive || undefined}>
          {t('action.cancel')}
        </Button>
        <Button
          color={isDestructive ? 'red' : 'petrol'}
          data-autofocus={!isDestructive || undefined}
          onClick={() => {
            shown?.onConfirm();
            dismissQuestion();
          }}
        >
          {shown?.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
