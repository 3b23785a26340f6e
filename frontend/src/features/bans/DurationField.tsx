import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JailSummary } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { permanent } from '../../time/duration';
import { durationInWords } from '../../time/words';
import { type Duration, presets, secondsOf } from './duration-choice';

interface Props {
  duration: Duration;
  onChange: (duration: Duration) => void;
  /** The jail whose own ban time applies instead of a choice. */
  ruledBy: JailSummary | null;
}

export function DurationField({ duration, onChange, ruledBy }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();

  if (ruledBy) {
    const seconds = ruledBy.bantimeSeconds;
    return (
      <TextInput
        label={t('ban.duration')}
        value={
          seconds === null
            ? '–'
            : seconds === permanent
              ? t('duration.permanent')
              : durationInWords(seconds, locale)
        }
        description={t('ban.durationOfJail', { jail: ruledBy.name })}
        inputWrapperOrder={['label', 'input', 'description']}
        disabled
      />
    );
  }

  const seconds = duration.choice === 'other' ? secondsOf(duration) : 0;
  return (
    <div>
      <Select
        label={t('ban.duration')}
        data={[
          ...presets.map((value) => ({ value, label: durationInWords(Number(value), locale) })),
          { value: 'permanent', label: t('duration.permanent') },
          { value: 'other', label: t('ban.otherDuration') },
        ]}
        value={duration.choice}
        allowDeselect={false}
        onChange={(choice) => choice && onChange({ ...duration, choice: choice as Duration['choice'] })}
      />
      {duration.choice === 'other' && (
        <TextInput
          mt="xs"
          aria-label={t('ban.otherDurationLabel')}
          placeholder="1d 12h"
          value={duration.words}
          onChange={(event) => onChange({ ...duration, words: event.currentTarget.value })}
          error={duration.words !== '' && seconds === 'invalid' && t('thresholds.durationWrong')}
          description={
            typeof seconds === 'number' ? durationInWords(seconds, locale) : t('ban.otherDurationHint')
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          spellCheck={false}
          autoFocus
        />
      )}
    </div>
  );
}
