import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Panel } from '../../components/Panel';
import classes from './ActionsPanel.module.css';

/** What happens to whoever is banned. */
export function ActionsPanel({ actions }: { actions: JailDetail['actions'] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('actions.title')}>
      {actions.length === 0 && t('actions.none')}
      {actions.map(({ name, properties }) => (
        <details key={name} className={classes.action}>
          <summary>
            <span className="mono">{name}</span>
            <span className={classes.count}>
              {t('actions.properties', { count: Object.keys(properties).length })}
            </span>
          </summary>
          <dl className={`mono ${classes.properties}`}>
            {Object.entries(properties).map(([property, value]) => (
              <div key={property}>
                <dt>{property}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </Panel>
  );
}
