import { useTranslation } from 'react-i18next';
import type { ConfigurationFileContent } from '../../api/types';
import { Editor } from './Editor';

interface Props {
  file: ConfigurationFileContent;
  line: number | undefined;
}

/** A file that comes with fail2ban, to read and to copy from. */
export function StockFile({ file, line }: Props) {
  const { t } = useTranslation('configuration');
  return (
    <Editor
      key={`${file.digest} ${line}`}
      label={t('file.text', { path: file.path })}
      kind={file.kind}
      text={file.text}
      line={line}
      isReadOnly
      problems={none}
      onChange={nothing}
      onCheck={nothing}
    />
  );
}

const none: [] = [];
const nothing = () => undefined;
