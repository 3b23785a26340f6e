import { useMutation } from '@tanstack/react-query';
import { answered, api } from '../../api/client';
import { contentOf, type SourceDraft, type SourceKind } from './source-draft';

/** Asks the server what a list holds, without saving it. */
export function usePreview(draft: SourceDraft, kind: SourceKind) {
  return useMutation({
    mutationFn: () => answered(api.POST('/api/v1/blocklists/preview', { body: contentOf(draft, kind) })),
  });
}
