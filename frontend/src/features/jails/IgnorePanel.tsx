import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { AddressLink } from '../../components/AddressLink';
import { TextLink } from '../../components/links';
import { Panel } from '../../components/Panel';
import classes from './IgnorePanel.module.css';

/** Whom the jail never bans. */
export function IgnorePanel({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('ignore.title')}
      aside={
        <TextLink to="/allow-list" inherit>
          {t('nav.allowList')}
        </TextLink>
      }
    >
      {jail.ignoreIps.length === 0 && !jail.ignoreSelf && t('ignore.none')}
      <ul className={classes.list}>
        {jail.ignoreSelf && <li>{t('ignore.self')}</li>}
        {jail.ignoreIps.map((address) => (
          <li key={address}>
            <AddressLink value={address} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
