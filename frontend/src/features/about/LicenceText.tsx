import { useTranslation } from 'react-i18next';
import classes from './LicenceText.module.css';

/** What a licence says, word for word. */
export function LicenceText({ name, text }: { name: string; text: string | null }) {
  const { t } = useTranslation('about');
  if (text === null) return <p className={classes.missing}>{t('packages.noText')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section className={classes.text} tabIndex={0} aria-label={t('packages.licenceOf', { name })}>
      <pre className="mono">{text}</pre>
    </section>
  );
}
