import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ban } from '../../api/types';
import { nowSeconds } from '../../time/clock';

const pauseSeconds = 20;

/** Tells a screen reader how many bans came, at most three times a minute. */
export function BanAnnouncer({ bans }: { bans: readonly Ban[] | undefined }) {
  const { t } = useTranslation();
  const [message, setMessage] = useState('');

  const announce = useEffectEvent(() => {
    const since = nowSeconds() - pauseSeconds;
    const count = bans?.filter((ban) => ban.bannedAt > since).length ?? 0;
    setMessage(count === 0 ? '' : t('dashboard.newBans', { count }));
  });

  useEffect(() => {
    const timer = setInterval(() => announce(), pauseSeconds * 1000);
    return () => clearInterval(timer);
  }, []);

  return <VisuallyHidden role="status">{message}</VisuallyHidden>;
}
