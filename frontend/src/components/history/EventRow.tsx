import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HistoryEvent } from '../../api/types';
import { useLocale } from '../../i18n/use-locale';
import { durationInWords } from '../../time/words';
import { AddressLink } from '../AddressLink';
import { Amount } from '../Amount';
import { Country } from '../Country';
import listing from '../Listing.module.css';
import { TextLink } from '../links';
import { RelativeTime } from '../RelativeTime';
import { EventEnd } from './EventEnd';
import { EventLines } from './EventLines';
import classes from './EventsTable.module.css';

interface Props {
  event: HistoryEvent;
  isOpen: boolean;
  isFresh: boolean;
  onToggle: () => void;
}

export function EventRow({ event, isOpen, isFresh, onToggle }: Props) {
  const { t } = useTranslation('history');
  const { t: words } = useTranslation('plot');
  const { address, banCount, jail } = event;
  return (
    <>
      <tr className={isFresh ? classes.fresh : undefined} data-open={isOpen || undefined}>
        <td className={classes.more}>
          <ActionIcon
            size="sm"
            aria-label={t('linesOf', { address })}
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            <IconChevronRight size={16} className={classes.chevron} />
          </ActionIcon>
        </td>
        <td className={classes.when}>
          <RelativeTime at={event.bannedAt} />
        </td>
        <td className={classes.address}>
          <AddressLink value={address} />
          {/* The blank keeps the two apart where they are copied or read aloud. */}
          {banCount > 1 && <span className={classes.times}> {t('times', { count: banCount })}</span>}
        </td>
        <td className={classes.country}>
          <Country code={event.country} />
        </td>
        <td className={classes.jail}>
          <TextLink to="/jails/$jail" params={{ jail }} inherit c="inherit">
            {jail}
          </TextLink>
        </td>
        <td className={classes.origin}>{words(`origin.${event.origin}`)}</td>
        <td className={`${listing.right} ${classes.failures}`}>
          <Amount value={event.failures} />
        </td>
        <td className={classes.length}>
          <Length seconds={event.durationSeconds} />
        </td>
        <td className={classes.end}>
          <EventEnd event={event} />
        </td>
      </tr>
      {isOpen && (
        <tr data-open>
          <td colSpan={9} className={classes.lines}>
            <EventLines event={event} />
          </td>
        </tr>
      )}
    </>
  );
}

function Length({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (seconds === null) return t('duration.permanent');
  return <span className="num">{durationInWords(seconds, locale, 'narrow')}</span>;
}
