import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/use-locale';
import { OwnRangeForm } from './OwnRangeForm';
import { type RangeSearch, windowOf } from './time-range';

interface Props {
  range: RangeSearch;
  /** Unix seconds. */
  now: number;
  onChange: (range: RangeSearch) => void;
}

/** The chosen window in words, and the way to choose another one. */
export function OwnRange({ range, now, onChange }: Props) {
  const { t } = useTranslation('plot');
  const locale = useLocale();
  const [isOpen, form] = useDisclosure(false);
  const { from, to = now } = windowOf(range, now);
  const words = range.from !== undefined && from !== undefined ? windowInWords(from, to, locale) : null;

  return (
    <Popover opened={isOpen} onChange={(opened) => (opened ? form.open() : form.close())} trapFocus withArrow>
      <Popover.Target>
        <Button
          size="xs"
          variant={words ? 'light' : 'default'}
          leftSection={<IconCalendar size={15} aria-hidden />}
          onClick={form.toggle}
        >
          {words ?? t('range.own')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <OwnRangeForm
          from={from ?? to - 86_400}
          to={to}
          onSubmit={(chosen) => {
            form.close();
            onChange(chosen);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function windowInWords(from: number, to: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.formatRange(from * 1000, to * 1000);
}
