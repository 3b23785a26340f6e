import { Tooltip } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { JailDetail } from '../../api/types';
import classes from './LastingBadge.module.css';
import { Rule } from './Rule';

/** Says that the thresholds differ from the files, and what the files would bring back. */
export function LastingBadge({ jail }: { jail: JailDetail }) {
  const { t } = useTranslation();
  if (jail.isLasting !== false) return null;
  return (
    <Tooltip
      multiline
      maw="20rem"
      label={
        <>
          {t('thresholds.filesSay')} {jail.configured && <Rule thresholds={jail.configured} />}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip has to be reachable by keyboard */}
      <span className={classes.badge} tabIndex={0}>
        <IconClockExclamation size={15} aria-hidden />
        {t('thresholds.untilRestart')}
      </span>
    </Tooltip>
  );
}
