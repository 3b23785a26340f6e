import { useTranslation } from 'react-i18next';
import classes from './PasswordHint.module.css';
import { minimumLength, passwordStrength } from './password-strength';

const steps = { tooShort: 0, weak: 1, fair: 2, strong: 3 } as const;

export function PasswordHint({ id, password, username }: { id: string; password: string; username: string }) {
  const { t } = useTranslation();
  const strength = passwordStrength(password, username);
  const filled = password === '' ? 0 : steps[strength];
  return (
    <div id={id} className={classes.hint} data-strength={strength}>
      <span className={classes.bars} aria-hidden>
        {[1, 2, 3].map((step) => (
          <span key={step} data-filled={step <= filled || undefined} />
        ))}
      </span>
      {t(`setup.strength.${strength}`, { count: minimumLength })}
    </div>
  );
}
