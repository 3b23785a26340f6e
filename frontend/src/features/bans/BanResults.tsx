import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BanResult } from '../../api/types';
import { Address } from '../../components/Address';
import classes from './BanResults.module.css';

const signs = { banned: IconCheck, already_banned: IconEqual, failed: IconAlertTriangle } as const;

/** What became of each address, the failed ones first. */
export function BanResults({ results, onClose }: { results: BanResult[]; onClose: () => void }) {
  const { t } = useTranslation();
  const order = ['failed', 'already_banned', 'banned'];
  const sorted = results.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return (
    <>
      <ul className={classes.results}>
        {sorted.map(({ address, status, detail }) => {
          const Sign = signs[status];
          return (
            <li key={address} data-status={status}>
              <Sign size={16} aria-hidden />
              <Address value={address} />
              <span className={classes.words}>
                {t(`ban.result.${status}`)}
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
