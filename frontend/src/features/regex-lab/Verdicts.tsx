import { IconAlertTriangle, IconFlame, IconHourglass } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { RegexTestOutcome } from '../../api/types';
import { Notice } from '../../components/Notice';
import { visibleText } from '../../components/visible-text';
import classes from './Outcome.module.css';
import { Seconds } from './Seconds';

/** What is wrong with the filter: refused by fail2ban, or an attack on the server. */
export function Verdicts({ outcome }: { outcome: RegexTestOutcome }) {
  const { t } = useTranslation('regexLab');
  const { error, tooSlowLine, slowExpressions, isComplete } = outcome;
  return (
    <>
      {error && (
        <Notice
          tone="alarm"
          icon={<IconAlertTriangle size={18} />}
          title={error.expression ? t('error.titleAt', error.expression) : t('error.title')}
        >
          <pre className={`mono ${classes.words}`}>{visibleText(error.message)}</pre>
        </Notice>
      )}
      {tooSlowLine && (
        <Notice tone="alarm" icon={<IconFlame size={18} />} title={t('tooSlow.title')}>
          {t('tooSlow.words', { number: tooSlowLine.number })}
          <code className={`mono ${classes.line}`}>{visibleText(tooSlowLine.text)}</code>
        </Notice>
      )}
      {slowExpressions.map((slow) => (
        <Notice
          key={`${slow.kind}.${slow.number}`}
          tone="warn"
          icon={<IconFlame size={18} />}
          title={t('slow.title', slow)}
        >
          <Trans
            t={t}
            i18nKey="slow.words"
            count={slow.length}
            components={{ time: <Seconds value={slow.seconds} /> }}
          />
          <code className={`mono ${classes.line}`}>{visibleText(slow.line)}</code>
        </Notice>
      ))}
      {!isComplete && tooSlowLine === null && error === null && (
        <Notice tone="warn" icon={<IconHourglass size={18} />}>
          {t('incomplete')}
        </Notice>
      )}
    </>
  );
}
