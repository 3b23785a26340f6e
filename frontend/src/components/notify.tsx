import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import { problemWords } from './problem-words';

const undoMs = 12_000;

/** Says what an action did, and offers to take it back. */
export function notifyDone(message: string, undo?: () => Promise<unknown>): void {
  const id = notifications.show({
    message: undo ? (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo().catch(notifyProblem);
          }}
        >
          {i18next.t('action.undo')}
        </Button>
      </Group>
    ) : (
      message
    ),
    icon: <IconCheck size={16} />,
    autoClose: undo ? undoMs : 5_000,
  });
}

/** Says why an action failed, stays until it is closed. */
export function notifyProblem(error: unknown): void {
  const { title, detail } = problemWords(error, i18next.t);
  notifications.show({
    title,
    message: detail,
    icon: <IconAlertTriangle size={16} />,
    color: 'red',
    role: 'alert',
    autoClose: false,
  });
}
