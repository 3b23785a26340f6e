import { IconFence } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import { Panel } from '../../components/Panel';
import { Quiet } from '../../components/Quiet';
import { Rule } from './Rule';

/** What can be said of a jail that fail2ban does not run: only what the files will make of it. */
export function JailAtRest({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  return (
    <Panel>
      <Quiet icon={<IconFence size={28} stroke={1.5} />} title={t('jail.atRest')}>
        {jail.configured ? (
          <>
            {t('jail.atRestRule')} <Rule thresholds={jail.configured} />
          </>
        ) : (
          t('jail.atRestDetail')
        )}
      </Quiet>
    </Panel>
  );
}
