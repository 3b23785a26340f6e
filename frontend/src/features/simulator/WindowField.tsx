import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { type NamedWindow, windows } from './draft';
import type { FormProps } from './SettingsForm';

/** Which part of the log counts; a window chosen in the plot is one more choice. */
export function WindowField({ draft: { window }, onEdit }: FormProps) {
  const { t } = useTranslation('simulator');
  const locale = useLocale();
  const named = windows.map((value) => ({ value: value as string, label: t(`form.windows.${value}`) }));
  const own = typeof window === 'object' ? [{ value: 'own', label: spanInWords(window, locale) }] : [];
  return (
    <Select
      label={t('form.window')}
      description={t('form.windowDetail')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[...named, ...own]}
      value={typeof window === 'object' ? 'own' : window}
      onChange={(value) => value !== null && value !== 'own' && onEdit({ window: value as NamedWindow })}
      allowDeselect={false}
    />
  );
}

function spanInWords({ from, to }: { from: number; to: number }, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return format.formatRange(from * 1000, to * 1000);
}
