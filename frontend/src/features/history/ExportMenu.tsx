import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { exportAddress, type HistoryQuestion } from '../../api/history-queries';

const kinds = [
  { words: 'csv', format: 'csv', hasLines: false },
  { words: 'csvLines', format: 'csv', hasLines: true },
  { words: 'jsonl', format: 'jsonl', hasLines: false },
  { words: 'jsonlLines', format: 'jsonl', hasLines: true },
] as const;

/** The bans of the view as a file. */
export function ExportMenu({ question }: { question: HistoryQuestion }) {
  const { t } = useTranslation('history');
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('export.what')}</Menu.Label>
        {kinds.map(({ words, format, hasLines }) => (
          <Menu.Item key={words} component="a" href={exportAddress(question, format, hasLines)} download>
            {t(`export.${words}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
