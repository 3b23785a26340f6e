import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseAddress } from '../../network/address';
import classes from './FeedSettings.module.css';

interface Props {
  networks: readonly string[];
  isPending: boolean;
  onSave: (networks: string[]) => void;
}

/** From where the feed is read without its token. */
export function FeedNetworks({ networks, isPending, onSave }: Props) {
  const { t } = useTranslation('blocklists');
  const { t: common } = useTranslation();
  const written = networks.join(', ');
  const [text, setText] = useState(written);
  const typed = text.split(/[\s,;]+/).filter((each) => each !== '');
  const wrong = typed.find((each) => !parseAddress(each).isValid);

  return (
    <form
      className={classes.row}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === undefined && text !== written) onSave(typed);
      }}
    >
      <TextInput
        label={t('feed.networks')}
        description={t('feed.networksHint')}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        placeholder="192.0.2.0/24, 2001:db8::/32"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong !== undefined && t('feed.networksWrong', { text: wrong })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        spellCheck={false}
        autoComplete="off"
      />
      <Button
        type="submit"
        variant="default"
        disabled={wrong !== undefined || text === written}
        loading={isPending}
      >
        {common('action.save')}
      </Button>
    </form>
  );
}
