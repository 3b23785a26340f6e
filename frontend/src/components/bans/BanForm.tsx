import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/problem';
import { jailsQuery, serverQuery } from '../../api/queries';
import type { BanResult } from '../../api/types';
import { ProblemText } from '../ProblemText';
import { AddressesField } from './AddressesField';
import { readAddressLines } from './address-lines';
import { DurationField } from './DurationField';
import { type Duration, firstChoice, longestOf, secondsOf } from './duration-choice';
import { GuardNotice } from './GuardNotice';
import { ManualJailOffer } from './ManualJailOffer';
import { useBan } from './use-ban';

const manualJail = 'manual';

interface Props {
  address: string;
  onBanned: () => void;
  onPartlyBanned: (results: BanResult[]) => void;
}

export function BanForm({ address, onBanned, onPartlyBanned }: Props) {
  const { t } = useTranslation();
  const { data: jails } = useQuery(jailsQuery);
  const { data: server } = useQuery(serverQuery);
  const [text, setText] = useState(address);
  const [jail, setJail] = useState(manualJail);
  const [chosenDuration, setDuration] = useState<Duration>();
  const [isConfirmed, setConfirmed] = useState(false);
  const ban = useBan({ onBanned, onPartlyBanned });

  const lines = readAddressLines(text);
  const target = jails?.items.find((each) => each.name === jail);
  const longest = longestOf(target);
  const duration = chosenDuration ?? firstChoice(jail === manualJail, longest);
  const seconds = secondsOf(duration, longest);
  const isManualMissing = jail === manualJail && server?.manualJail === 'missing';
  const guard = hasCode(ban.error, 'ban_would_lock_out') ? ban.error : null;
  const isReady =
    lines.addresses.length > 0 &&
    lines.mistakes.length === 0 &&
    seconds !== 'invalid' &&
    seconds !== 'too_long' &&
    !isManualMissing &&
    (guard === null || isConfirmed);

  const names = jails?.items.filter((each) => each.state === 'running').map((each) => each.name) ?? [];
  const changed = () => {
    ban.reset();
    setConfirmed(false);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        ban.mutate({
          addresses: lines.addresses,
          jail,
          ...(typeof seconds === 'number' && { durationSeconds: seconds }),
          ...(isConfirmed && { confirm: true }),
        });
      }}
    >
      <Stack gap="md">
        <AddressesField
          text={text}
          lines={lines}
          onChange={(value) => {
            setText(value);
            changed();
          }}
        />
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label={t('ban.jail')}
            data={names.includes(manualJail) ? names : [manualJail, ...names]}
            value={jail}
            allowDeselect={false}
            onChange={(value) => {
              setJail(value ?? manualJail);
              setDuration(undefined);
              changed();
            }}
          />
          <DurationField
            duration={duration}
            onChange={(chosen) => {
              setDuration(chosen);
              changed();
            }}
            jail={target}
          />
        </Group>
        {isManualMissing && <ManualJailOffer />}
        {guard && <GuardNotice guard={guard} isConfirmed={isConfirmed} onConfirm={setConfirmed} />}
        {ban.error && !guard && <ProblemText error={ban.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isReady} loading={ban.isPending} color={guard ? 'red' : 'petrol'}>
            {guard ? t('ban.anyway') : t('ban.submit', { count: lines.addresses.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
