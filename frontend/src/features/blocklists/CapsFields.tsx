import { Button, Collapse, Group, NumberInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceFieldProps } from './source-draft';

/** Limits that protect this server from a list gone wild; seldom needed, so folded away. */
export function CapsFields({ draft, onChange }: SourceFieldProps) {
  const { t } = useTranslation('blocklists');
  const [isOpen, { toggle }] = useDisclosure(false);
  const id = useId();
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        ml={-8}
        aria-expanded={isOpen}
        aria-controls={id}
        rightSection={<IconChevronDown size={15} aria-hidden />}
        onClick={toggle}
      >
        {t('form.more')}
      </Button>
      <Collapse expanded={isOpen} id={id}>
        <Group align="flex-start" grow preventGrowOverflow={false} mt="xs">
          <NumberInput
            label={t('form.maxBytes')}
            description={t('form.capsHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.maxMebibytes}
            onChange={(value) => typeof value === 'number' && onChange({ maxMebibytes: value })}
            min={0.001}
            max={1_024}
            decimalScale={3}
            clampBehavior="blur"
          />
          <NumberInput
            label={t('form.maxEntries')}
            value={draft.maxEntries}
            onChange={(value) => typeof value === 'number' && onChange({ maxEntries: value })}
            min={1}
            max={10_000_000}
            allowDecimal={false}
            clampBehavior="blur"
          />
        </Group>
      </Collapse>
    </div>
  );
}
