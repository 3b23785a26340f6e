import { Button, Tooltip } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { Trans, useTranslation } from 'react-i18next';
import type { AllowListEntry } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { useAllowList } from '../../components/allow-list/use-allow-list';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './AllowListTable.module.css';

export function AllowListRow({ entry }: { entry: AllowListEntry }) {
  const { t } = useTranslation();
  const { remove } = useAllowList();
  const { address, jail, note, createdAt, createdBy, source } = entry;
  const scope = jail ?? t('allowList.everyJail');

  return (
    <tr>
      <td>
        <AddressLink value={address} />
      </td>
      <td>{scope}</td>
      <td className={classes.note}>{note}</td>
      <td className={classes.added}>
        {createdAt !== null && (
          <>
            <RelativeTime at={createdAt} />
            {createdBy !== null && ` ${t('allowList.by', { name: createdBy })}`}
          </>
        )}
        {source === 'configuration' && (
          <Tooltip label={t('allowList.configurationDetail')} multiline maw="20rem">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard */}
            <span className={classes.source} tabIndex={0}>
              <IconFileText size={15} aria-hidden />
              <Trans i18nKey="allowList.configuration" components={{ name: <code className="mono" /> }} />
            </span>
          </Tooltip>
        )}
      </td>
      <td className={classes.buttons}>
        {source === 'bangui' && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('allowList.removeOne', { address, scope })}
            loading={remove.isPending}
            onClick={() => remove.mutate(entry)}
          >
            {t('action.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}
