import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import classes from './ApplyPanel.module.css';
import { isJailName, longestJailName } from './names';

/** Asks for the name of a new jail; its form does the rest. */
export function NewJailPage() {
  const { t } = useTranslation('configuration');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const isWrong = name !== '' && !isJailName(name);
  return (
    <>
      <PageHeader title={t('newJail.title')} summary={t('newJail.summary')} />
      <Panel>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isJailName(name)) void navigate({ to: '/configuration/jails/$jail', params: { jail: name } });
          }}
        >
          <TextInput
            label={t('newJail.name')}
            description={t('newJail.nameHint')}
            error={isWrong && t('newJail.nameWrong', { count: longestJailName })}
            value={name}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isJailName(name)} style={{ justifySelf: 'start' }}>
            {t('newJail.go')}
          </Button>
        </form>
      </Panel>
    </>
  );
}
