import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyPageQuery } from '../../api/history-queries';
import { Failure } from '../../components/Failure';
import { ButtonLink, TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import type { RangeSearch } from '../../components/time-range/time-range';
import { useLocale } from '../../i18n/use-locale';
import { countryName } from '../../network/country';
import { NewestBans } from './NewestBans';
import classes from './NewestPanel.module.css';
import { withoutCountry } from './search';

interface Props {
  range: RangeSearch;
  /** Two letters, or `none`; undefined for all countries. */
  country: string | undefined;
}

const mostBans = 15;

/** The newest bans, of the country that is chosen on the map where one is. */
export function NewestPanel({ range, country }: Props) {
  const { t } = useTranslation('map');
  const locale = useLocale();
  const question = { filter: country === undefined ? {} : { country }, range };
  const { data, error, isPlaceholderData, refetch } = useInfiniteQuery(
    historyPageQuery(question, undefined, mostBans),
  );
  const [page] = data?.pages ?? [];
  const name = country && (country === 'none' ? t('unknown') : countryName(country, locale));

  return (
    <Panel
      isFlush
      title={<span aria-live="polite">{name ? t('newestFrom', { country: name }) : t('newest')}</span>}
      aside={
        country !== undefined && (
          <ButtonLink
            from="/map"
            to="/map"
            search={withoutCountry}
            resetScroll={false}
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} aria-hidden />}
          >
            {t('clear')}
          </ButtonLink>
        )
      }
    >
      {error && !page ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <NewestBans events={page?.items} isStale={isPlaceholderData} />
      )}
      {page && page.items.length > 0 && (
        <div className={classes.more}>
          <TextLink to="/history" search={{ ...question.filter, ...range }} inherit>
            {t('inHistory')}
          </TextLink>
        </div>
      )}
    </Panel>
  );
}
