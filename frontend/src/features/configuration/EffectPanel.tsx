import { useTranslation } from 'react-i18next';
import type { ConfigurationChange, JailEffect } from '../../api/types';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import classes from './EffectPanel.module.css';

/** What a change means for the daemon, jail by jail. */
export function EffectPanel({ change }: { change: ConfigurationChange }) {
  const { t } = useTranslation('configuration');
  const { effect, serverEffect } = change;
  const isNothing = effect.length === 0 && serverEffect.length === 0;
  return (
    <Panel title={t('effect.title')}>
      {isNothing && <p className={classes.none}>{t('effect.none')}</p>}
      <ul className={classes.jails}>
        {serverEffect.length > 0 && (
          <li>
            <strong>{t('effect.server')}</strong>
            <Settings settings={serverEffect} />
          </li>
        )}
        {effect.map((jail) => (
          <li key={jail.jail}>
            <TextLink to="/jails/$jail" params={{ jail: jail.jail }} fw={550}>
              {jail.jail}
            </TextLink>{' '}
            {t(`effect.${jail.kind}`)}
            <Settings settings={jail.settings} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Settings({ settings }: { settings: JailEffect['settings'] }) {
  const { t } = useTranslation('configuration');
  if (settings.length === 0) return null;
  return (
    <dl className={classes.settings}>
      {settings.map(({ setting, before, after }) => (
        <div key={setting}>
          <dt className="mono">{setting}</dt>
          <dd className="mono">
            <del>{before ?? t('effect.unset')}</del>
            <span className={classes.arrow} aria-hidden>
              →
            </span>
            <ins>{after ?? t('effect.unset')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
