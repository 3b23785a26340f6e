import { useTranslation } from 'react-i18next';
import type { RegexTestLine } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { visibleText } from '../../components/visible-text';
import { useLocale } from '../../i18n/use-locale';
import { parseAddress } from '../../network/address';
import { exactTime } from '../../time/words';
import classes from './LinesPanel.module.css';

type Hit = RegexTestLine['hits'][number];

/** A line of the log, what became of it, and what each expression has found in it. */
export function TestedLine({ line }: { line: RegexTestLine }) {
  const { t } = useTranslation('regexLab');
  return (
    <li className={classes.line} data-state={line.state}>
      <div className={classes.head}>
        <span className="num">{t('line.number', { number: line.number })}</span>
        <span className={classes.state}>{t(`line.${line.state}`)}</span>
        {line.ignoredBy !== null && <span>ignoreregex {line.ignoredBy}</span>}
        {line.isCut && <span>{t('line.cut')}</span>}
      </div>
      <pre className={`mono ${classes.text}`}>{visibleText(line.text)}</pre>
      {line.hits.map((hit) => (
        <HitGroups key={hit.expression} hit={hit} />
      ))}
    </li>
  );
}

/** Named otherwise in the first two entries of every hit. */
const toldAlready = ['ip4', 'ip6', 'dns', 'fid', 'mlfid'];

function HitGroups({ hit }: { hit: Hit }) {
  const { t } = useTranslation('regexLab');
  const locale = useLocale();
  const groups = Object.entries(hit.groups).filter(([name]) => !toldAlready.includes(name));
  return (
    <ul className={classes.groups}>
      <li>
        failregex {hit.expression}
        {!hit.isFailure && `, ${t('line.noFailure')}`}
      </li>
      {hit.host !== null && (
        <li>
          <span className={classes.key}>{t('line.host')}</span> <Host value={hit.host} />
        </li>
      )}
      {hit.time !== null && (
        <li>
          <span className={classes.key}>{t('line.time')}</span> {exactTime(hit.time, locale)}
        </li>
      )}
      {groups.map(([name, value]) => (
        <li key={name}>
          <span className={classes.key}>{name}</span> <span className="mono">{visibleText(value)}</span>
        </li>
      ))}
    </ul>
  );
}

function Host({ value }: { value: string }) {
  return parseAddress(value).isValid ? (
    <AddressLink value={value} />
  ) : (
    <span className="mono">{visibleText(value)}</span>
  );
}
