import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem';
import classes from './ProblemText.module.css';

/** Why a form was refused, below its fields. */
export function ProblemText({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <p role="alert" className={classes.problem}>
      {error instanceof Problem
        ? (error.list<{ message: string }>('errors')[0]?.message ?? error.message)
        : t('failure.unreachableDetail')}
    </p>
  );
}
