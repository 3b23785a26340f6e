import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JailSetting } from '../../api/types';
import { TextLink } from '../../components/links';
import classes from './SettingField.module.css';
import { isOwn, isStock } from './settings-draft';

interface Props {
  setting: JailSetting | undefined;
  section: string;
  edit: string | null | undefined;
  onEdit: (value: string | null) => void;
}

/** Which line of which file says so, what fail2ban's own files say, and how to return to that. */
export function SettingOrigin({ setting, section, edit, onEdit }: Props) {
  const { t } = useTranslation('configuration');
  const revert = (value: string) => (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onEdit(value)}>
      {t('origin.revert')}
    </Button>
  );
  if (!setting) return edit === undefined ? t('origin.unset') : revert('');
  const { stock, origin } = setting;
  const canReset = edit !== null && isOwn(setting, section);
  return (
    <>
      <OriginLink origin={origin} />
      {origin.section !== section && <span>{t('origin.section', { section: origin.section })}</span>}
      {stock !== null && !isStock(setting) && (
        <span className={classes.stock} title={stock.value}>
          {t('origin.stock')} <span className="mono">{stock.value || t('origin.empty')}</span>
        </span>
      )}
      {edit !== undefined && revert(setting.value)}
      {canReset && (
        <Button size="compact-xs" variant="subtle" onClick={() => onEdit(null)}>
          {t(stock === null ? 'origin.remove' : 'origin.reset')}
        </Button>
      )}
    </>
  );
}

function OriginLink({ origin }: { origin: JailSetting['origin'] }) {
  return (
    <TextLink
      to="/configuration/files"
      search={{ path: origin.file, line: origin.line }}
      className="mono"
      c="dimmed"
    >
      {origin.file}:{origin.line}
    </TextLink>
  );
}
