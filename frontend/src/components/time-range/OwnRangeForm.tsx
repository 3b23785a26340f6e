import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localMinute, readOwnRange } from './own-range';
import type { RangeSearch } from './time-range';

interface Props {
  /** Unix seconds. */
  from: number;
  to: number;
  onSubmit: (range: RangeSearch) => void;
}

export function OwnRangeForm({ from, to, onSubmit }: Props) {
  const { t } = useTranslation('plot');
  const [texts, setTexts] = useState({ from: localMinute(from), to: localMinute(to) });
  const own = readOwnRange(texts);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if ('range' in own) onSubmit(own.range);
      }}
    >
      <Stack gap="sm">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="datetime-local"
            label={t(`range.${end}`)}
            value={texts[end]}
            error={'problem' in own && own.at === end && t(`range.${own.problem}`)}
            onChange={(event) => setTexts({ ...texts, [end]: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
        ))}
        <Button type="submit" disabled={'problem' in own}>
          {t('range.apply')}
        </Button>
      </Stack>
    </form>
  );
}
