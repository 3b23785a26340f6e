import { useTranslation } from 'react-i18next';
import classes from './ProblemText.module.css';
import { problemWords } from './problem-words';

/** Why a form was refused, below its fields. */
export function ProblemText({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <p role="alert" className={classes.problem}>
      {problemWords(error, t).detail}
    </p>
  );
}
