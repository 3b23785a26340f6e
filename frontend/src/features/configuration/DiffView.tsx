import { IconEqual } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FileDifference } from '../../api/types';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import classes from './DiffView.module.css';
import { type DiffLine, diffLines } from './diff-lines';

/** What is different, file by file, line by line. */
export function DiffView({ files }: { files: readonly FileDifference[] }) {
  const { t } = useTranslation('configuration');
  if (files.length === 0) {
    return (
      <Panel title={t('diff.title')}>
        <Quiet icon={<IconEqual size={28} stroke={1.5} />} title={t('diff.none')} />
      </Panel>
    );
  }
  return files.map((file) => <FileDiff key={file.path} file={file} />);
}

function FileDiff({ file }: { file: FileDifference }) {
  const { t } = useTranslation('configuration');
  const kind = file.before === null ? 'new' : file.after === null ? 'removed' : 'changed';
  return (
    <Panel isFlush title={<span className="mono">{file.path}</span>} aside={t(`diff.${kind}`)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard */}
      <section className={classes.box} tabIndex={0} aria-label={t('diff.of', { path: file.path })}>
        <table className={`mono ${classes.lines}`}>
          <tbody>
            {diffLines(file.diff).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
              <DiffRow key={index} line={line} />
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  );
}

const signs = { added: '+', removed: '−', same: '', place: '' } as const;

function DiffRow({ line }: { line: DiffLine }) {
  return (
    <tr data-kind={line.kind}>
      <td className={classes.number} aria-hidden>
        {line.before}
      </td>
      <td className={classes.number} aria-hidden>
        {line.after}
      </td>
      <td className={classes.sign}>{signs[line.kind]}</td>
      <td className={classes.text}>{line.text}</td>
    </tr>
  );
}
