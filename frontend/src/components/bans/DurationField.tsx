import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JailSummary } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { durationInWords } from '../../time/words';
import { type Duration, longestOf, presetsUpTo, secondsOf } from './duration-choice';

interface Props {
  duration: Duration;
  onChange: (duration: Duration) => void;
  /** Where the ban goes; none while the jails are on their way. */
  jail: JailSummary | undefined;
}

export function DurationField({ duration, onChange, jail }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const longest = longestOf(jail);
  const seconds = duration.choice === 'other' ? secondsOf(duration, longest) : 0;
  const ofJail =
    longest === Number.POSITIVE_INFINITY
      ? t('duration.permanent')
      : t('ban.asJail', { duration: durationInWords(longest, locale) });

  return (
    <div>
      <Select
        label={t('ban.duration')}
        data={[
          ...presetsUpTo(longest).map((value) => ({ value, label: durationInWords(Number(value), locale) })),
          { value: 'jail', label: ofJail },
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
          placeholder={longest > 129_600 ? '1d 12h' : '5m'}
          value={duration.words}
          onChange={(event) => onChange({ ...duration, words: event.currentTarget.value })}
          error={duration.words !== '' && mistake()}
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

  function mistake(): string | null {
    if (seconds === 'invalid') return t('thresholds.durationWrong');
    if (seconds !== 'too_long') return null;
    return t('ban.longest', { duration: durationInWords(longest, locale), jail: jail?.name ?? '' });
  }
}
