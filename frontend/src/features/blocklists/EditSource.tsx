import { useTranslation } from 'react-i18next';
import type { BlocklistSource } from '../../api/types';
import { SourceForm } from './SourceForm';
import { changesOf, draftOf } from './source-draft';
import { useSources } from './use-sources';

export function EditSource({ source, onDone }: { source: BlocklistSource; onDone: () => void }) {
  const { t } = useTranslation();
  const { change } = useSources();
  const kind = source.url === null ? 'text' : 'url';
  return (
    <SourceForm
      kind={kind}
      start={draftOf(source)}
      isSaved
      submit={t('action.save')}
      isPending={change.isPending}
      error={change.error}
      onChange={change.reset}
      onSubmit={(draft) =>
        change.mutate({ id: source.id, changes: changesOf(draft, kind) }, { onSuccess: onDone })
      }
    />
  );
}
