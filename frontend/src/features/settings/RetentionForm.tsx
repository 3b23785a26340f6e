import { Button, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { olderThanQuery } from '../../api/history-queries';
import type { ArchiveState } from '../../api/types';
import { askFirst } from '../../components/ask-first';
import { problemWords } from '../../components/problem-words';
import classes from './RetentionForm.module.css';
import { RuleField } from './RuleField';
import { deletedBy, draftOf, readDraft } from './retention-draft';
import { useRetention } from './use-retention';

const typingMs = 300;

/** The rule as a form that says what it would delete before it does. */
export function RetentionForm({ archive }: { archive: ArchiveState }) {
  const { t } = useTranslation('settings');
  const [draft, setDraft] = useState(() => draftOf(archive.retention));
  const { days, events } = readDraft(draft);
  const [countedDays] = useDebouncedValue(days ?? null, typingMs);
  const older = useQuery({ ...olderThanQuery(countedDays ?? 0), enabled: countedDays !== null });
  const retention = useRetention();

  const rule = days === undefined || events === undefined ? null : { days, events };
  const olderNow = days === null ? 0 : days === countedDays ? older.data : undefined;
  const deleted = rule && olderNow !== undefined ? deletedBy(rule, archive.events, olderNow) : null;
  const isChanged = rule?.days !== archive.retention.days || rule?.events !== archive.retention.events;

  const save = () => {
    if (!rule || deleted === null) return;
    if (deleted === 0) return retention.mutate(rule);
    askFirst({
      title: t('retention.ask.title', { count: deleted }),
      consequence: t('retention.ask.consequence', { count: deleted }),
      confirm: t('retention.ask.confirm', { count: deleted }),
      isDestructive: true,
      onConfirm: () => retention.mutate(rule),
    });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <RuleField
          words={{ on: t('retention.byAge'), hint: t('retention.byAgeHint'), field: t('retention.days') }}
          problem={days === undefined ? t('retention.daysWrong') : null}
          isOn={draft.isByAge}
          text={draft.days}
          onSwitch={(isByAge) => setDraft({ ...draft, isByAge })}
          onText={(text) => setDraft({ ...draft, days: text })}
        />
        <RuleField
          words={{
            on: t('retention.byNumber'),
            hint: t('retention.byNumberHint'),
            field: t('retention.events'),
          }}
          problem={events === undefined ? t('retention.eventsWrong') : null}
          isOn={draft.isByNumber}
          text={draft.events}
          onSwitch={(isByNumber) => setDraft({ ...draft, isByNumber })}
          onText={(text) => setDraft({ ...draft, events: text })}
        />
        <div className={classes.foot}>
          <p className={classes.consequence} role="status">
            {isChanged && rule && <Consequence deleted={deleted} error={older.error} />}
          </p>
          <Button type="submit" disabled={!isChanged || deleted === null} loading={retention.isPending}>
            {t('retention.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function Consequence({ deleted, error }: { deleted: number | null; error: Error | null }) {
  const { t } = useTranslation('settings');
  const { t: common } = useTranslation();
  if (deleted === null) return error ? problemWords(error, common).detail : t('retention.counting');
  return deleted === 0 ? t('retention.deletesNothing') : t('retention.deletes', { count: deleted });
}
