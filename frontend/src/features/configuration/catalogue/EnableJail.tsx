import { Autocomplete, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueJail } from '../../../api/types';
import { ProblemText } from '../../../components/ProblemText';
import { useIsWritable } from '../use-is-writable';
import { useProposal } from '../use-proposal';
import { Verdict } from '../Verdict';
import classes from './Catalogue.module.css';
import { foundLogs } from './catalogue-groups';
import { logpathFor } from './logpath';
import { Trial } from './Trial';

interface Props {
  jail: CatalogueJail;
  readsJournal: boolean;
}

const pauseMs = 400;

/** The log of a jail, what its filter finds there, and the way to switch the jail on. */
export function EnableJail({ jail, readsJournal }: Props) {
  const { t } = useTranslation('configuration');
  const found = foundLogs(jail);
  const [file, setFile] = useState(found[0] ?? '');
  const [settled] = useDebouncedValue(file.trim(), pauseMs);
  const { check, review } = useProposal({ catalogue: jail.name });
  const isWritable = useIsWritable();
  const hasLog = readsJournal || file.trim().startsWith('/');
  const logpath = readsJournal ? null : logpathFor(jail, file.trim());

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const values = { enabled: 'true', ...(logpath !== null && { logpath }) };
        review([{ kind: 'set', target: 'jail', section: jail.name, values }]);
      }}
    >
      {readsJournal ? (
        <p className={classes.hint}>{t('catalogue.journalHint')}</p>
      ) : (
        <Autocomplete
          label={t('catalogue.log')}
          description={<WhatIsWatched jail={jail} logpath={logpath} />}
          placeholder="/var/log/…"
          data={found}
          value={file}
          onChange={setFile}
          maxLength={4096}
          spellCheck={false}
          classNames={{ input: 'mono' }}
        />
      )}
      {!readsJournal && jail.filter !== null && settled.startsWith('/') && (
        <Trial filter={jail.filter} file={settled} />
      )}
      {check.data?.state === 'refused' && <Verdict check={check.data.check} />}
      {check.error && <ProblemText error={check.error} />}
      <Button
        type="submit"
        className={classes.review ?? ''}
        disabled={!hasLog || !isWritable}
        loading={check.isPending}
      >
        {t('edits.review')}
      </Button>
    </form>
  );
}

function WhatIsWatched({ jail, logpath }: { jail: CatalogueJail; logpath: string | null }) {
  const { t } = useTranslation('configuration');
  if (logpath !== null) return t('catalogue.watchesOwn');
  const patterns = jail.logs.filter(({ found }) => found.length > 0).map(({ pattern }) => pattern);
  return patterns.length === 0
    ? t('catalogue.typeLog')
    : t('catalogue.watchesStock', { path: patterns.join(', ') });
}
