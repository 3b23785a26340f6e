import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Rule } from './Rule';

/** What the jail does now, in one sentence. */
export function JailSentence({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  if (jail.state === 'stopped') return t('jail.isStopped');
  if (jail.state === 'unknown') return t('jail.isUnknown');
  if (jail.failRegex.length === 0) return t('jail.isByHand');
  return <Rule thresholds={jail} />;
}
