import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BlocklistSourceRequest } from '../../api/types';
import { Catalogue } from './Catalogue';
import { SourceForm } from './SourceForm';
import { emptyDraft, requestOf } from './source-draft';
import { useSources } from './use-sources';

/** Three ways to a new list: a well-known one, any address, or the list itself. */
export function AddSource({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('blocklists');
  const { add } = useSources();
  const send = (request: BlocklistSourceRequest) => add.mutate(request, { onSuccess: onDone });
  return (
    <Tabs defaultValue="catalogue" onChange={add.reset}>
      <Tabs.List aria-label={t('form.ways')} mb="md">
        {(['catalogue', 'url', 'text'] as const).map((way) => (
          <Tabs.Tab key={way} value={way}>
            {t(`form.way.${way}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="catalogue">
        <Catalogue />
      </Tabs.Panel>
      {(['url', 'text'] as const).map((kind) => (
        <Tabs.Panel key={kind} value={kind}>
          <SourceForm
            kind={kind}
            start={emptyDraft()}
            submit={t('form.submit')}
            isPending={add.isPending}
            error={add.error}
            onChange={add.reset}
            onSubmit={(draft) => send(requestOf(draft, kind))}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
