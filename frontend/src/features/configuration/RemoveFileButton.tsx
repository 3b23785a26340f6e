import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationFileContent } from '../../api/types';
import { notifyProblem } from '../../components/notify';
import { useIsWritable } from './use-is-writable';
import { useProposal } from './use-proposal';

/** Proposes to remove a file; the review asks and shows what that means. */
export function RemoveFileButton({ file }: { file: ConfigurationFileContent }) {
  const { t } = useTranslation('configuration');
  const isWritable = useIsWritable();
  const { check, open } = useProposal({ file: file.path });
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={16} aria-hidden />}
      disabled={!isWritable}
      loading={check.isPending}
      onClick={() =>
        check.mutate([{ kind: 'remove', path: file.path, baseDigest: file.digest }], {
          onSuccess: ({ id }) => open(id),
          onError: notifyProblem,
        })
      }
    >
      {t('file.remove')}
    </Button>
  );
}
