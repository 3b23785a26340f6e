import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BanResult } from '../../api/types';
import { AddressLink } from '../AddressLink';
import classes from './BanResults.module.css';

const signs = { banned: IconCheck, already_banned: IconEqual, failed: IconAlertTriangle } as const;

/** What became of each address, those first that went not as wanted. */
export function BanResults({ results, onClose }: { results: BanResult[]; onClose: () => void }) {
  const { t } = useTranslation();
  const order = ['failed', 'already_banned', 'banned'];
  const rank = ({ status, detail }: BanResult) => (status === 'banned' && detail ? 0 : order.indexOf(status));
  const sorted = results.toSorted((a, b) => rank(a) - rank(b));
  return (
    <>
      <ul className={classes.results}>
        {sorted.map(({ address, status, detail }) => {
          const isWarning = status === 'banned' && detail !== undefined;
          const Sign = isWarning ? IconAlertTriangle : signs[status];
          return (
            <li key={address} data-status={isWarning ? 'warning' : status}>
              <Sign size={16} aria-hidden />
              <AddressLink value={address} />
              <span className={classes.words}>
                {t(`ban.result.${isWarning ? 'warning' : status}`)}
                {detail && `: ${detail}`}
              </span>
            </li>
          );
        })}
      </ul>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('action.close')}
        </Button>
      </Group>
    </>
  );
}
