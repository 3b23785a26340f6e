import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlocklistFormat } from '../../api/types';
import type { SourceFieldProps } from './source-draft';

const formats = ['auto', 'plain', 'ipset', 'range', 'csv', 'dshield'] as const satisfies BlocklistFormat[];

export function FormatField({ draft, onChange }: SourceFieldProps) {
  const { t } = useTranslation('blocklists');
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      <Select
        label={t('form.format')}
        data={formats.map((value) => ({ value, label: t(`format.${value}`) }))}
        value={draft.format}
        allowDeselect={false}
        onChange={(value) => onChange({ format: value as BlocklistFormat })}
      />
      {draft.format === 'csv' && (
        <NumberInput
          label={t('form.column')}
          value={draft.csvColumn}
          onChange={(value) => typeof value === 'number' && onChange({ csvColumn: value })}
          min={1}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
        />
      )}
    </Group>
  );
}
