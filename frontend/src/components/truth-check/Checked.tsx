import { Trans, useTranslation } from 'react-i18next';
import { RelativeTime } from '../RelativeTime';

/** When the firewall was looked at last. */
export function Checked({ at }: { at: number }) {
  const { t } = useTranslation('truth');
  return <Trans t={t} i18nKey="checked" components={{ when: <RelativeTime at={at} /> }} />;
}
