import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationChange } from '../../api/types';
import { Notice } from '../../components/Notice';
import classes from './Verdict.module.css';

/** What fail2ban itself says to a change, tried on a copy of its files. */
export function Verdict({ check }: { check: ConfigurationChange['check'] }) {
  const { t } = useTranslation('configuration');
  const { isValid, output, warnings } = check;
  return (
    <Notice
      tone={isValid ? (warnings.length > 0 ? 'warn' : 'plain') : 'alarm'}
      icon={isValid ? <IconCheck size={18} /> : <IconAlertTriangle size={18} />}
      title={t(isValid ? 'verdict.valid' : 'verdict.refused')}
    >
      {!isValid && <p className={classes.words}>{t('verdict.nothingWritten')}</p>}
      {warnings.length > 0 && (
        <ul className={classes.warnings}>
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      {!isValid && <OwnWords text={output} />}
    </Notice>
  );
}

/** What fail2ban wrote, as it wrote it. */
export function OwnWords({ text }: { text: string }) {
  const { t } = useTranslation('configuration');
  if (text.trim() === '') return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section className={classes.output} tabIndex={0} aria-label={t('verdict.output')}>
      <pre className="mono">{text.trim()}</pre>
    </section>
  );
}
