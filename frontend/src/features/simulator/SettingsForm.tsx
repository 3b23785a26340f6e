import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SavedSimulationSettings } from '../../api/types';
import { Panel } from '../../components/Panel';
import { type Draft, draftOf, wrongFields } from './draft';
import { IncrementFields } from './IncrementFields';
import { LogField } from './LogField';
import { NotFollowed } from './NotFollowed';
import classes from './SettingsForm.module.css';
import { ThresholdField } from './ThresholdField';
import { WindowField } from './WindowField';

export interface FormProps {
  draft: Draft;
  /** What the jail has now. */
  today: Draft;
  wrong: ReadonlySet<string>;
  onEdit: (changes: Partial<Draft>) => void;
}

interface Props {
  saved: SavedSimulationSettings;
  draft: Draft;
  isBusy: boolean;
  onEdit: (changes: Partial<Draft>) => void;
  onRun: () => void;
}

/** What to try on which log; beside each field what holds today. */
export function SettingsForm({ saved, draft, isBusy, onEdit, onRun }: Props) {
  const { t } = useTranslation('simulator');
  const today = draftOf(saved.settings, saved.logs[0] ?? '', 'all');
  const wrong = wrongFields(draft);
  const form = { draft, today, wrong, onEdit };

  return (
    <Panel title={t('form.title')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong.size === 0) onRun();
        }}
      >
        <div className={classes.log}>
          <LogField {...form} logs={saved.logs} />
          <WindowField {...form} />
        </div>
        <div className={classes.fields}>
          {(['maxretry', 'findtime', 'bantime'] as const).map((name) => (
            <ThresholdField key={name} name={name} {...form} />
          ))}
          <TextInput
            label={t('form.filter')}
            description={t('form.filterDetail')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            placeholder={t('form.filterAsSaved')}
            error={wrong.has('filter') && t('form.filterWrong')}
            value={draft.filter}
            onChange={(event) => onEdit({ filter: event.currentTarget.value })}
            spellCheck={false}
          />
        </div>
        <IncrementFields {...form} />
        <Textarea
          label={t('form.ignoreIps')}
          description={t('form.ignoreIpsDetail')}
          value={draft.ignoreIps}
          onChange={(event) => onEdit({ ignoreIps: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={6}
          spellCheck={false}
          className={classes.ignore}
        />
        <NotFollowed options={saved.leftOut} />
        <Group>
          <Button
            type="submit"
            disabled={wrong.size > 0}
            loading={isBusy}
            leftSection={<IconPlayerPlay size={16} />}
          >
            {t('form.run')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => onEdit({ ...today, log: draft.log, window: draft.window })}
          >
            {t('form.asToday')}
          </Button>
        </Group>
      </form>
    </Panel>
  );
}
