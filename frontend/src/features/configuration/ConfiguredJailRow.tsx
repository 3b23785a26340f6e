import { useTranslation } from 'react-i18next';
import type { ConfiguredJail } from '../../api/types';
import { TextLink } from '../../components/links';
import classes from './JailsTab.module.css';

export function ConfiguredJailRow({ jail }: { jail: ConfiguredJail }) {
  const { t } = useTranslation('configuration');
  const state = stateOf(jail);
  return (
    <tr>
      <td>
        <TextLink to="/configuration/jails/$jail" params={{ jail: jail.name }} fw={550} c="inherit">
          {jail.name}
        </TextLink>
      </td>
      <td className={classes.state} data-state={toneOf[state]}>
        {t(`jails.states.${state}`)}
      </td>
      <td className={`mono ${classes.dimmed}`}>{jail.filter}</td>
      <td className={classes.dimmed}>
        <RuleWords jail={jail} />
      </td>
    </tr>
  );
}

const toneOf = { running: 'on', off: 'off', notStarted: 'differs', notStopped: 'differs' } as const;

/** Whether the daemon does what the files say. */
function stateOf({ isEnabled, isRunning }: ConfiguredJail): keyof typeof toneOf {
  if (isEnabled) return isRunning ? 'running' : 'notStarted';
  return isRunning ? 'notStopped' : 'off';
}

/** The thresholds as they are written. */
function RuleWords({ jail }: { jail: ConfiguredJail }) {
  const { t } = useTranslation('configuration');
  const textOf = (key: string) => jail.settings.find((setting) => setting.key === key)?.value ?? '–';
  const bantime = textOf('bantime');
  return t(bantime.trim() === '-1' ? 'jails.ruleForEver' : 'jails.ruleWords', {
    maxretry: textOf('maxretry'),
    findtime: textOf('findtime'),
    bantime,
  });
}
