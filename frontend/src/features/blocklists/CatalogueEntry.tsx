import { Anchor, Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlocklistCatalogueEntry } from '../../api/types';
import { ProblemText } from '../../components/ProblemText';
import classes from './Catalogue.module.css';
import { ScheduleWords } from './ScheduleWords';
import { emptyDraft, requestOf } from './source-draft';
import { useSources } from './use-sources';

export function CatalogueEntry({ entry }: { entry: BlocklistCatalogueEntry }) {
  const { t, i18n } = useTranslation('blocklists');
  const { add } = useSources();
  const { name, url, format, csvColumn, schedule } = entry;
  const draft = emptyDraft();
  const send = () =>
    add.mutate({ ...requestOf({ ...draft, name, url, format, csvColumn }, 'url'), schedule });

  return (
    <li>
      <div>
        <div className={classes.name}>{name}</div>
        <div>{entry.description[i18n.language as 'en' | 'de']}</div>
        <div className={classes.facts}>
          <span>
            {t('form.licence')}: {entry.licence}
          </span>
          <ScheduleWords cron={schedule} timeZone={draft.timeZone} />
          <Anchor href={entry.homepage} target="_blank" rel="noreferrer" inherit>
            {t('form.homepage')}
          </Anchor>
        </div>
        {add.error && <ProblemText error={add.error} />}
      </div>
      {entry.sourceId !== null ? (
        <span className={classes.added}>
          <IconCheck size={16} aria-hidden />
          {t('form.isAdded')}
        </span>
      ) : (
        <Button
          variant="default"
          aria-label={t('form.addOne', { name })}
          loading={add.isPending}
          onClick={send}
        >
          {t('form.addShort')}
        </Button>
      )}
    </li>
  );
}
