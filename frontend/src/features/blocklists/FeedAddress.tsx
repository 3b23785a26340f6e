import { Button, Select, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlocklistFeedSettings } from '../../api/types';
import { askFirst } from '../../components/ask-first';
import { CopyButton } from './CopyButton';
import { FeedGuides } from './FeedGuides';
import classes from './FeedSettings.module.css';
import { type FeedFamily, type FeedForm, feedAddress, feedFamilies, feedForms } from './feed-address';

interface Props {
  feed: BlocklistFeedSettings;
  onRenew: () => void;
}

/** The address that the other firewall is given, and what to do with it there. */
export function FeedAddress({ feed, onRenew }: Props) {
  const { t } = useTranslation('blocklists');
  const [family, setFamily] = useState<FeedFamily>('all');
  const [form, setForm] = useState<FeedForm>('txt');
  if (!feed.enabled) return null;
  const address = feedAddress(feed.token, family, form);

  const askRenew = () =>
    askFirst({
      title: t('feed.renewTitle'),
      consequence: t('feed.renewConsequence'),
      confirm: t('feed.renew'),
      isDestructive: true,
      onConfirm: onRenew,
    });

  return (
    <>
      <div className={`${classes.row} ${classes.choices}`}>
        <Select
          label={t('feed.which')}
          data={feedFamilies.map((value) => ({ value, label: t(`feed.families.${value}`) }))}
          value={family}
          allowDeselect={false}
          onChange={(value) => setFamily(value as FeedFamily)}
        />
        <Select
          label={t('feed.form')}
          data={feedForms.map((value) => ({ value, label: t(`feed.forms.${value}`) }))}
          value={form}
          allowDeselect={false}
          onChange={(value) => setForm(value as FeedForm)}
        />
      </div>
      <div className={classes.row}>
        <TextInput
          label={t('feed.url')}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <CopyButton text={address} />
        <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={askRenew}>
          {t('feed.renew')}
        </Button>
      </div>
      <p className={classes.secret}>{t('feed.secret')}</p>
      <FeedGuides all={feedAddress(feed.token, 'all', 'txt')} v4={feedAddress(feed.token, 'v4', 'txt')} />
    </>
  );
}
