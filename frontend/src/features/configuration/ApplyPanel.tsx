import { Button, Group, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverQuery } from '../../api/queries';
import type { ConfigurationChange } from '../../api/types';
import { notifyProblem } from '../../components/notify';
import { Panel } from '../../components/Panel';
import classes from './ApplyPanel.module.css';
import type { ChangeSearch } from './search';
import type { useApply } from './use-apply';

type Props = ReturnType<typeof useApply> & { change: ConfigurationChange; from: ChangeSearch };

/** The last question before a change is real, and room for why it is made. */
export function ApplyPanel({ change, apply, drop }: Props) {
  const { t } = useTranslation('configuration');
  const navigate = useNavigate();
  const { data: server } = useQuery(serverQuery);
  const [note, setNote] = useState(change.note);
  const isDaemonDown = server !== undefined && server.fail2ban.state !== 'online';
  const dropIt = () =>
    drop.mutate(undefined, {
      onSuccess: () => void navigate({ to: '/configuration' }),
      onError: notifyProblem,
    });

  return (
    <Panel title={t('apply.title')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          apply.mutate(note);
        }}
      >
        <p className={classes.words}>{t(isDaemonDown ? 'apply.daemonDown' : 'apply.words')}</p>
        <Textarea
          label={t('apply.note')}
          description={t('apply.noteHint')}
          maxLength={500}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" loading={apply.isPending} disabled={change.files.length === 0}>
            {t('apply.apply')}
          </Button>
          <Button variant="subtle" color="gray" loading={drop.isPending} onClick={dropIt}>
            {t('apply.drop')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
