import { useTranslation } from 'react-i18next';
import type { LogList } from '../../api/types';
import { Bytes } from '../../components/Bytes';

/** Which file it is, and how much there is of it. */
export function LogSummary({ logs }: { logs: LogList | undefined }) {
  const { t } = useTranslation('logs');
  if (!logs) return ' ';
  const { kind, target, files } = logs.fail2ban;
  if (kind !== 'file') return kind === 'journal' ? t('journal') : ' ';
  const size = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return (
    <>
      <span className="mono">{target}</span>
      {files.length > 0 && (
        <>
          {' '}
          · <Bytes value={size} />
          {files.length > 1 && ` · ${t('rotated', { count: files.length - 1 })}`}
        </>
      )}
    </>
  );
}
