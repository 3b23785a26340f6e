import { useTranslation } from 'react-i18next';
import type { RegexTestExpression } from '../../api/types';
import { Amount } from '../../components/Amount';
import listing from '../../components/Listing.module.css';
import { TextLink } from '../../components/links';
import classes from './ExpressionsTable.module.css';
import { Seconds } from './Seconds';
import type { RegexLabSearch } from './search';
import { hasLines, nameOf } from './shown-lines';

interface Props {
  expressions: readonly RegexTestExpression[];
  tested: number;
  search: RegexLabSearch;
}

/** How often each expression has hit and what a line costs it; those with hits lead to their lines. */
export function ExpressionsTable({ expressions, tested, search }: Props) {
  const { t } = useTranslation('regexLab');
  return (
    <div className={classes.scroll}>
      <table className={`${listing.table} ${listing.cards} ${classes.table}`}>
        <thead>
          <tr>
            <th>{t('expressions.place')}</th>
            <th className={listing.right}>{t('expressions.hits')}</th>
            <th className={listing.right}>{t('expressions.perLine')}</th>
            <th>{t('expressions.expression')}</th>
          </tr>
        </thead>
        <tbody>
          {expressions.map((expression) => (
            <ExpressionRow key={nameOf(expression)} expression={expression} tested={tested} search={search} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  expression: RegexTestExpression;
  tested: number;
  search: RegexLabSearch;
}

function ExpressionRow({ expression, tested, search }: RowProps) {
  const { t } = useTranslation('regexLab');
  const name = nameOf(expression);
  const { view: _view, of: shown, ...rest } = search;
  const words = `${expression.kind} ${expression.number}`;
  return (
    <tr data-shown={shown === name || undefined} data-idle={expression.hits === 0 || undefined}>
      <td className={classes.place}>
        {hasLines(expression) ? (
          <TextLink
            to="/configuration/regex-lab"
            search={shown === name ? rest : { ...rest, of: name }}
            aria-label={t('expressions.show', { name: words })}
            replace
            resetScroll={false}
          >
            {words}
          </TextLink>
        ) : (
          words
        )}
      </td>
      <td className={`${listing.right} ${classes.hits}`}>
        <Amount value={expression.hits} /> <span className={classes.unit}>{t('expressions.hitsUnit')}</span>
      </td>
      <td className={listing.right}>{tested > 0 && <Seconds value={expression.seconds / tested} />}</td>
      <td className={`mono ${classes.expression}`}>{expression.expression}</td>
    </tr>
  );
}
