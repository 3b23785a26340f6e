import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SavedSimulationSettings } from '../../api/types';
import { Notice } from '../../components/Notice';

/** Says which of the jail's options a simulation leaves out. */
export function NotFollowed({ options }: { options: SavedSimulationSettings['leftOut'] }) {
  const { t } = useTranslation('simulator');
  if (options.length === 0) return null;
  return (
    <Notice tone="plain" icon={<IconInfoCircle size={18} />}>
      {t('form.notFollowed')} <code className="mono">{options.join(', ')}</code>
    </Notice>
  );
}
