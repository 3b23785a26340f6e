import { modals } from '@mantine/modals';
import i18next from 'i18next';
import type { ReactNode } from 'react';

interface Question {
  title: string;
  /** What will happen, naming the thing it happens to. */
  consequence: ReactNode;
  confirm: string;
  isDestructive?: boolean;
  onConfirm: () => void;
}

/** Asks once before an action that people regret when it was a slip. */
export function askFirst({ title, consequence, confirm, isDestructive = false, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: <div>{consequence}</div>,
    labels: { confirm, cancel: i18next.t('action.cancel') },
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
    confirmProps: { color: isDestructive ? 'red' : 'petrol', 'data-autofocus': !isDestructive },
    cancelProps: { 'data-autofocus': isDestructive },
    onConfirm,
  });
}
