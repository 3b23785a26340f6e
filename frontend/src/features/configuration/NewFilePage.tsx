import { Button, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../components/PageHeader';
import { Panel } from '../../components/Panel';
import classes from './ApplyPanel.module.css';
import { isFileName, newFileFolders } from './names';

type Folder = (typeof newFileFolders)[number];

/** Asks where a new file goes and what it is called; the editor does the rest. */
export function NewFilePage() {
  const { t } = useTranslation('configuration');
  const navigate = useNavigate();
  const [folder, setFolder] = useState<Folder>('filter.d');
  const [name, setName] = useState('');
  const path = `${folder}/${name}.local`;
  return (
    <>
      <PageHeader title={t('newFile.title')} summary={t('newFile.summary')} />
      <Panel>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (isFileName(name)) void navigate({ to: '/configuration/files', search: { path } });
          }}
        >
          <Select
            label={t('newFile.kind')}
            data={newFileFolders.map((value) => ({ value, label: t(`newFile.kinds.${nameOf(value)}`) }))}
            value={folder}
            allowDeselect={false}
            onChange={(chosen) => setFolder(chosen as Folder)}
          />
          <TextInput
            label={t('newFile.name')}
            description={name === '' ? t('newFile.nameHint') : <span className="mono">{path}</span>}
            error={name !== '' && !isFileName(name) && t('newFile.nameWrong')}
            value={name}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isFileName(name)} style={{ justifySelf: 'start' }}>
            {t('newFile.go')}
          </Button>
        </form>
      </Panel>
    </>
  );
}

function nameOf(folder: Folder) {
  return folder.replace('.d', '') as 'filter' | 'action' | 'jail' | 'fail2ban';
}
