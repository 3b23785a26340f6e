import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sourcesQuery } from '../../api/blocklist-queries';
import type { BlocklistVersion } from '../../api/types';
import { Amount } from '../../components/Amount';
import { askFirst } from '../../components/ask-first';
import listing from '../../components/Listing.module.css';
import { RelativeTime } from '../../components/RelativeTime';
import { useLocale } from '../../i18n/use-locale';
import { sumsOf } from './amounts';
import { Covered } from './Covered';
import { nextImport } from './next-import';
import { useImports } from './use-imports';
import { useRuns } from './use-runs';
import { useIsHolder } from './use-scheduler';
import classes from './VersionsTable.module.css';

export function VersionRow({ version }: { version: BlocklistVersion }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { data: sources } = useQuery(sourcesQuery);
  const isHolder = useIsHolder();
  const { active } = useRuns();
  const { returnTo } = useImports();
  const count = sumsOf(version.counts).all;
  const moment = (at: number) =>
    new Date(at * 1000).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });

  const ask = () => {
    const next = nextImport(sources?.items ?? []);
    askFirst({
      title: t('sets.title'),
      consequence: [
        t('sets.consequence', { count, when: moment(version.compiledAt) }),
        next ? t('sets.until', { when: moment(next.at) }) : t('sets.untilByHand'),
      ].join(' '),
      confirm: t('sets.returnTo'),
      onConfirm: () => returnTo.mutate(version.id),
    });
  };

  return (
    <tr>
      <td className={classes.when}>
        <RelativeTime at={version.compiledAt} />
        {version.isCurrent && <span className={classes.current}>{t('sets.isCurrent')}</span>}
      </td>
      <td className={listing.right}>
        <Amount value={count} />
      </td>
      <td className={listing.right}>
        <Covered addresses={version.addresses} />
      </td>
      <td className={classes.lists}>{version.sources.map(({ name }) => name).join(', ')}</td>
      <td className={classes.button}>
        {!version.isCurrent && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={!isHolder || active !== undefined}
            title={isHolder ? undefined : t('standby.button')}
            loading={returnTo.isPending}
            onClick={ask}
          >
            {t('sets.returnTo')}
          </Button>
        )}
      </td>
    </tr>
  );
}
