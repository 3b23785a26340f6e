import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { visibleText } from '../../components/visible-text';
import classes from './LogRow.module.css';
import { messageParts } from './message-parts';

interface Props {
  line: LogLine;
  locale: string;
}

/** One line with what goes on with it: text and nothing but text, whoever has written it. */
export const LogRow = memo(function LogRow({ line, locale }: Props) {
  const { t } = useTranslation('logs');
  const { atMs, level, component, message, details, addresses, isCut } = line;
  return (
    <div className={`mono ${classes.row}`} data-level={level ?? 'none'}>
      <time className={classes.time} dateTime={atMs === null ? undefined : new Date(atMs).toISOString()}>
        {atMs !== null && timeOfDay(atMs, locale)}
      </time>
      <span className={classes.level}>{level}</span>
      <span className={classes.component}>{component}</span>
      <span className={classes.message}>
        {messageParts(message, addresses).map(({ text, isAddress }, index) =>
          isAddress ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never move
            <AddressLink key={index} value={text} />
          ) : (
            text
          ),
        )}
        {details.length > 0 && <span className={classes.details}>{details.map(visibleText).join('\n')}</span>}
        {isCut && <span className={classes.cut}>{t('cut')}</span>}
      </span>
    </div>
  );
});

/** To the millisecond, as the log has it. */
function timeOfDay(atMs: number, locale: string): string {
  return new Date(atMs).toLocaleTimeString(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
}
