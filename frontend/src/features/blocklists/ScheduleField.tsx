import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ScheduleChoice, scheduleChoices } from './schedule';
import type { SourceFieldProps } from './source-draft';

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** How often a list is fetched, and by which clock. */
export function ScheduleField({ draft, onChange }: SourceFieldProps) {
  const { t } = useTranslation('blocklists');
  const hasClock = draft.schedule !== 'never' && draft.schedule !== 'hour';
  return (
    <div>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <Select
          label={t('schedule.label')}
          data={scheduleChoices.map((value) => ({ value, label: t(`schedule.choice.${value}`) }))}
          value={draft.schedule}
          allowDeselect={false}
          onChange={(value) => onChange({ schedule: value as ScheduleChoice })}
        />
        {hasClock && (
          <Select
            label={t('schedule.timeZone')}
            data={timeZones.includes(draft.timeZone) ? timeZones : [draft.timeZone, ...timeZones]}
            value={draft.timeZone}
            allowDeselect={false}
            searchable
            limit={100}
            nothingFoundMessage={t('schedule.noTimeZone')}
            onChange={(value) => value && onChange({ timeZone: value })}
          />
        )}
      </Group>
      {draft.schedule === 'own' && (
        <TextInput
          mt="xs"
          label={t('schedule.cron')}
          description={t('schedule.cronHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          placeholder="17 */6 * * *"
          value={draft.ownCron}
          maxLength={100}
          onChange={(event) => onChange({ ownCron: event.currentTarget.value })}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
          autoComplete="off"
        />
      )}
    </div>
  );
}
