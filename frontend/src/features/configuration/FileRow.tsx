import { IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Bytes } from '../../components/Bytes';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import { RelativeTime } from '../../components/RelativeTime';
import classes from './FilesTab.module.css';
import type { ListedFile } from './file-groups';

export function FileRow({ file }: { file: ListedFile }) {
  return (
    <tr>
      <td className={`mono ${classes.path}`}>
        <TextLink to="/configuration/files" search={{ path: file.path }} c="inherit" fw={550}>
          {file.path}
        </TextLink>
      </td>
      <td className={classes.state} data-own={!file.isStock}>
        <FileState file={file} />
      </td>
      <td className={`${listing.right} ${classes.size}`}>
        <Bytes value={file.bytes} />
      </td>
      <td className={classes.when}>
        <RelativeTime at={file.changedAt} />
      </td>
    </tr>
  );
}

function FileState({ file }: { file: ListedFile }) {
  const { t } = useTranslation('configuration');
  if (file.problem !== null) return file.problem;
  const Icon = file.isStock ? IconLock : IconPencil;
  return (
    <>
      <Icon size={14} aria-hidden style={{ verticalAlign: '-0.125em' }} />{' '}
      {file.overriddenBy === null ? (
        t(file.isStock ? 'files.stock' : 'files.own')
      ) : (
        <TextLink to="/configuration/files" search={{ path: file.overriddenBy }} c="inherit">
          {t('files.overridden')}
        </TextLink>
      )}
    </>
  );
}
