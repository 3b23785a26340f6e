import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jailsQuery } from '../../api/queries';
import { parseAddress } from '../../network/address';
import { ProblemText } from '../ProblemText';
import { useAllowList } from './use-allow-list';

const everyJail = '*';

export function AddForm({ address, onAdded }: { address: string; onAdded: () => void }) {
  const { t } = useTranslation();
  const { data: jails } = useQuery(jailsQuery);
  const { add } = useAllowList();
  const [text, setText] = useState(address);
  const [jail, setJail] = useState(everyJail);
  const [note, setNote] = useState('');
  const parsed = parseAddress(text);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!parsed.isValid) return;
        add.mutate(
          { address: parsed.text, jail: jail === everyJail ? null : jail, note: note.trim() },
          { onSuccess: onAdded },
        );
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('allowList.address')}
          placeholder="198.51.100.0/24"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            add.reset();
          }}
          description={
            parsed.isValid && parsed.text !== text.trim()
              ? t('allowList.means', { address: parsed.text })
              : ' '
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={text !== '' && !parsed.isValid && t(`address.problem.${parsed.problem}`)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          spellCheck={false}
          autoComplete="off"
          data-autofocus
        />
        <Select
          label={t('column.scope')}
          data={[
            { value: everyJail, label: t('allowList.everyJail') },
            ...(jails?.items.map(({ name }) => ({ value: name, label: name })) ?? []),
          ]}
          value={jail}
          allowDeselect={false}
          onChange={(value) => setJail(value ?? everyJail)}
        />
        <TextInput
          label={t('allowList.note')}
          placeholder={t('allowList.notePlaceholder')}
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {add.error && <ProblemText error={add.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!parsed.isValid} loading={add.isPending}>
            {t('allowList.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
