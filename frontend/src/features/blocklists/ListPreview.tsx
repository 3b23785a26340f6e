import { useTranslation } from 'react-i18next';
import type { BlocklistPreview } from '../../api/types';
import { bytesInWords } from '../../components/bytes-in-words';
import { Fact, Facts } from '../../components/Facts';
import { useLocale } from '../../i18n/use-locale';
import { addressesInWords, sumsOf } from './amounts';
import { Drops } from './Drops';
import { formatName } from './format-words';
import classes from './ListPreview.module.css';

const shownSamples = 12;

/** What a list holds, before it is saved. */
export function ListPreview({ preview }: { preview: BlocklistPreview }) {
  const { t } = useTranslation('blocklists');
  const locale = useLocale();
  const { entries, samples, drops, bytes, lines } = preview;
  const { v4, v6 } = sumsOf(preview.counts);
  return (
    <div className={classes.preview} role="status">
      <p className={classes.title}>{t(entries === 0 ? 'preview.nothing' : 'form.previewTitle')}</p>
      <Facts>
        <Fact label={t('preview.format')}>{formatName(preview.detectedFormat, t)}</Fact>
        <Fact label={t('preview.size')}>
          {t('preview.sizeOf', { bytes: bytesInWords(bytes, locale), lines })}
        </Fact>
        <Fact label={t('preview.entries')}>{t('preview.entriesOf', { count: entries, v4, v6 })}</Fact>
        <Fact label={t('preview.covered')}>{addressesInWords(preview.addresses, locale)}</Fact>
        {samples.length > 0 && (
          <Fact label={t('preview.samples')}>
            <ul className={`mono ${classes.samples}`}>
              {samples.slice(0, shownSamples).map((sample) => (
                <li key={sample}>{sample}</li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact label={t('preview.drops')}>
          {drops.length === 0 ? t('source.noDrops') : <Drops drops={drops} />}
        </Fact>
      </Facts>
    </div>
  );
}
