import { Button, FileButton, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bytesInWords } from '../../components/bytes-in-words';
import problem from '../../components/ProblemText.module.css';
import { useLocale } from '../../i18n/use-locale';
import classes from './ListTextField.module.css';
import { type ListFile, ListFileError, longestText, readListFile } from './read-list-file';
import type { SourceFieldProps } from './source-draft';

interface Props extends SourceFieldProps {
  isSaved: boolean;
}

/** The list itself: pasted, or from a file, which stays out of the field because it may be huge. */
export function ListTextField({ draft, isSaved, onChange }: Props) {
  const { t } = useTranslation('blocklists');
  const read = useMutation({
    mutationFn: readListFile,
    onSuccess: (file) => onChange({ file }),
  });
  const { file } = draft;
  const open = (
    <FileButton onChange={(chosen) => chosen && read.mutate(chosen)}>
      {(props) => (
        <Button {...props} variant="default" size="compact-sm" loading={read.isPending}>
          {t(file ? 'form.fileOther' : 'form.file')}
        </Button>
      )}
    </FileButton>
  );

  return (
    <div>
      {file ? (
        <ChosenFile file={file} open={open} onRemove={() => onChange({ file: null })} />
      ) : (
        <>
          <Textarea
            label={t('form.text')}
            description={isSaved ? t('form.textKeep') : t('form.textHint')}
            placeholder={'203.0.113.7\n198.51.100.0/24\n2001:db8::/32'}
            value={draft.text}
            maxLength={longestText}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
            rows={7}
            spellCheck={false}
            autoComplete="off"
            data-autofocus
            classNames={{ input: classes.input ?? '' }}
          />
          <div className={classes.file}>
            {open} {t('form.fileHint')}
          </div>
        </>
      )}
      {read.error && (
        <p role="alert" className={problem.problem}>
          {t(`form.fileProblem.${read.error instanceof ListFileError ? read.error.reason : 'unreadable'}`)}
        </p>
      )}
    </div>
  );
}

function ChosenFile({
  file,
  open,
  onRemove,
}: {
  file: ListFile;
  open: React.ReactNode;
  onRemove: () => void;
}) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  return (
    <div className={classes.chosen}>
      <IconFileText size={18} aria-hidden />
      {t('form.fileOf', {
        name: file.name,
        bytes: bytesInWords(file.bytes, locale),
        lines: file.lines,
      })}
      {open}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={onRemove}>
        {t('form.fileRemove')}
      </Button>
    </div>
  );
}
