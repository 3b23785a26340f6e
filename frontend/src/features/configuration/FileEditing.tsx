import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationEdit, ConfigurationFileContent } from '../../api/types';
import { ConflictNotice } from './ConflictNotice';
import { draftNames, useDraft } from './drafts';
import { Editor } from './Editor';
import { placeProblems } from './editor/placed-problems';
import { FileBar } from './FileBar';
import { type FileDraft, isFileDraft } from './file-draft';
import { LeaveDialog } from './LeaveDialog';
import { useProposal } from './use-proposal';

interface Props {
  file: ConfigurationFileContent;
  line: number | undefined;
}

/** One of one's own files: edited, tried by fail2ban, and on to the review. */
export function FileEditing({ file, line }: Props) {
  const { t } = useTranslation('configuration');
  const [stored, setStored] = useDraft(draftNames.file(file.path), isFileDraft);
  // An editor owns its text: what shall replace it makes a new one.
  const [edition, setEdition] = useState(0);
  const { check, review } = useProposal({ file: file.path });
  const state = file.digest === '' ? null : file.digest;
  const draft = stored?.text === file.text ? null : stored;
  const isConflict = draft !== null && draft.base !== state;
  const edits = draft ? [writeOf(file.path, draft)] : [];
  const output = check.data?.state === 'refused' ? check.data.check.output : '';
  const problems = useMemo(
    () => placeProblems(output, file.path, draft?.text ?? ''),
    [output, file.path, draft?.text],
  );

  const restart = (next: FileDraft | null) => {
    setStored(next);
    check.reset();
    setEdition((before) => before + 1);
  };
  const edit = (text: string) => {
    setStored(text === file.text ? null : { text, base: draft ? draft.base : state });
    if (!check.isIdle) check.reset();
  };

  return (
    <>
      {isConflict && (
        <ConflictNotice
          onKeep={() => restart({ text: draft.text, base: state })}
          onDiscard={() => restart(null)}
        />
      )}
      <Editor
        key={`${state} ${isConflict} ${edition} ${line}`}
        label={t('file.text', { path: file.path })}
        kind={file.kind}
        text={draft?.text ?? file.text}
        original={isConflict ? file.text : undefined}
        line={line}
        isReadOnly={false}
        problems={problems}
        onChange={edit}
        onCheck={() => draft && !isConflict && check.mutate(edits)}
      />
      <FileBar
        isChanged={draft !== null}
        isBlocked={isConflict}
        check={check}
        onCheck={() => check.mutate(edits)}
        onReview={() => review(edits)}
        onDiscard={() => restart(null)}
      />
      <LeaveDialog isChanged={draft !== null} onDiscard={() => setStored(null)} />
    </>
  );
}

function writeOf(path: string, { text, base }: FileDraft): ConfigurationEdit {
  return { kind: 'write', path, text, baseDigest: base };
}
