import { Button, Group } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../components/Notice';
import classes from './FileBar.module.css';

interface Props {
  onKeep: () => void;
  onDiscard: () => void;
}

/** The file has changed since somebody began to edit it: both are shown, and they decide. */
export function ConflictNotice({ onKeep, onDiscard }: Props) {
  const { t } = useTranslation('configuration');
  return (
    <div className={classes.notice}>
      <Notice
        tone="warn"
        icon={<IconGitMerge size={18} />}
        title={t('conflict.title')}
        action={
          <Group gap="xs">
            <Button variant="default" onClick={onDiscard}>
              {t('conflict.discard')}
            </Button>
            <Button onClick={onKeep}>{t('conflict.keep')}</Button>
          </Group>
        }
      >
        {t('conflict.words')}
      </Notice>
    </div>
  );
}
