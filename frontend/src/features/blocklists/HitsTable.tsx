import { useTranslation } from 'react-i18next';
import type { BlocklistHits } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { useLocale } from '../../i18n/use-locale';
import { spanInWords } from './span-words';

/** The plot in words: the steps in which something was stopped. */
export function HitsTable({ hits }: { hits: BlocklistHits }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  return (
    <table>
      <caption>{t('hits.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('hits.from')}</th>
          <th scope="col">{t('hits.amount')}</th>
          <th scope="col">{t('hits.bytes')}</th>
        </tr>
      </thead>
      <tbody>
        {hits.points
          .filter(({ packets }) => packets > 0)
          .map(({ at, packets, bytes }) => (
            <tr key={at}>
              <th scope="row">{spanInWords(at, hits.stepSeconds, locale)}</th>
              <td>{packets.toLocaleString(locale)}</td>
              <td>{bytesInWords(bytes, locale)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
