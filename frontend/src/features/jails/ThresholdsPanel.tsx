import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import { useLocale } from '../../i18n/use-locale';
import { IncrementNote } from './IncrementNote';
import { LastingBadge } from './LastingBadge';
import classes from './ThresholdsPanel.module.css';
import { type Draft, draftOf, readDraft } from './thresholds';
import { useThresholds } from './use-thresholds';

/** The three numbers a jail decides by, changed in place. */
export function ThresholdsPanel({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [edited, setEdited] = useState<Partial<Draft>>({});
  const save = useThresholds(jail, () => setEdited({}));

  const written = draftOf(jail);
  const draft = { ...written, ...edited };
  const { fields, change, isChanged, isValid } = readDraft(draft, jail, locale, t);
  const edit = (field: keyof Draft) => (value: string) =>
    setEdited((before) => ({ ...before, [field]: value }));

  return (
    <Panel title={t('thresholds.title')} aside={<LastingBadge jail={jail} />}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid && isChanged) save.mutate(change);
        }}
      >
        <NumberInput
          label={t('thresholds.maxretry')}
          description={fields.maxretry.reading}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.maxretry}
          onChange={(value) => edit('maxretry')(String(value))}
          error={fields.maxretry.error}
          min={1}
          max={10_000}
          allowDecimal={false}
          allowNegative={false}
        />
        <TextInput
          label={t('thresholds.findtime')}
          description={fields.findtime.reading}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.findtime}
          onChange={(event) => edit('findtime')(event.currentTarget.value)}
          error={fields.findtime.error}
          spellCheck={false}
          className={classes.words}
        />
        <TextInput
          label={t('thresholds.bantime')}
          description={fields.bantime.reading}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={draft.bantime}
          onChange={(event) => edit('bantime')(event.currentTarget.value)}
          error={fields.bantime.error}
          spellCheck={false}
          className={classes.words}
        />
        <Group gap="xs" className={classes.buttons}>
          <Button type="submit" disabled={!isChanged || !isValid} loading={save.isPending}>
            {t('action.save')}
          </Button>
          <Button variant="subtle" color="gray" disabled={!isChanged} onClick={() => setEdited({})}>
            {t('action.discard')}
          </Button>
        </Group>
      </form>
      <IncrementNote increment={jail.increment} />
      <TextLink to="/configuration/simulator" search={{ jail: jail.name }} className={classes.simulate}>
        {t('thresholds.simulate')}
      </TextLink>
    </Panel>
  );
}
