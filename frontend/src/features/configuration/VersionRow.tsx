import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConfigurationVersion } from '../../api/types';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { RelativeTime } from '../../components/RelativeTime';
import { VersionAuthor } from './VersionAuthor';
import classes from './VersionsTab.module.css';

interface Props {
  version: ConfigurationVersion;
  isChosen: boolean;
  onChoose: () => void;
}

export function VersionRow({ version, isChosen, onChoose }: Props) {
  const { t } = useTranslation('configuration');
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={t('versions.choose', { id: version.id })}
          checked={isChosen}
          onChange={onChoose}
        />
      </td>
      <td className={classes.number}>
        <TextLink to="/configuration/versions" search={{ to: version.id }} fw={550} className="num">
          {t('versions.name', { id: version.id })}
        </TextLink>
        {version.isCurrent && <span className={classes.current}>{t('versions.current')}</span>}
      </td>
      <td className={classes.when}>
        <RelativeTime at={version.createdAt} />
      </td>
      <td className={classes.who}>
        <VersionAuthor version={version} />
      </td>
      <td>
        {version.note}
        <span className={`mono ${classes.files}`}>{version.files.join(', ')}</span>
      </td>
      <td className={`num ${listing.right}`}>
        <span className={classes.added}>+{version.addedLines}</span>
        <span className={classes.removed}>−{version.removedLines}</span>
      </td>
    </tr>
  );
}
