import { Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { Amount } from '../../components/Amount';
import listing from '../../components/Listing.module.css';
import { ExpandButton } from './ExpandButton';
import { NextImport } from './NextImport';
import { SourceChecked } from './SourceChecked';
import { SourceDetails } from './SourceDetails';
import { SourceMenu } from './SourceMenu';
import classes from './SourcesTable.module.css';
import { UniqueShare } from './UniqueShare';
import { useSources } from './use-sources';

interface Props {
  source: BlocklistSource;
  /** All of them, because they overlap. */
  sources: readonly BlocklistSource[];
}

export function SourceRow({ source, sources }: Props) {
  const { t } = useTranslation('blocklists');
  const [isOpen, { toggle }] = useDisclosure(false);
  const { switchTo } = useSources();
  const { id, name, url, enabled, entries } = source;
  // The switch moves at once, and back if it was refused.
  const isOn = switchTo.isPending ? switchTo.variables.enabled : enabled;

  return (
    <>
      <tr className={isOpen ? classes.open : undefined}>
        <td>
          <ExpandButton label={t('source.details', { name })} isOpen={isOpen} onToggle={toggle} />
        </td>
        <td className={classes.name}>
          {name}
          <div className={classes.place}>{url === null ? t('source.pasted') : hostOf(url)}</div>
        </td>
        <td>
          <Switch
            size="sm"
            aria-label={t('source.isOn', { name })}
            checked={isOn}
            onChange={(event) => switchTo.mutate({ id, enabled: event.currentTarget.checked })}
          />
        </td>
        <td className={listing.right} data-label={t('source.column.entries')}>
          <Amount value={entries} />
        </td>
        <td>
          <UniqueShare source={source} />
        </td>
        <td>
          <SourceChecked source={source} />
        </td>
        <td>
          <NextImport source={source} />
        </td>
        <td className={classes.menu}>
          <SourceMenu source={source} />
        </td>
      </tr>
      {isOpen && (
        <tr className={classes.open}>
          <td colSpan={8} className={classes.details}>
            <SourceDetails source={source} sources={sources} />
          </td>
        </tr>
      )}
    </>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
