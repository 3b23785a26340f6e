import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Statement.module.css';

interface Props {
  icon: Icon;
  tone: 'ok' | 'blocked' | 'plain';
  action?: ReactNode;
  children: ReactNode;
}

/** One thing that is true now, with a sign and perhaps something to do about it. */
export function Statement({ icon: Sign, tone, action, children }: Props) {
  return (
    <li className={classes.statement} data-tone={tone}>
      <Sign size={18} stroke={1.7} aria-hidden />
      <div className={classes.words}>{children}</div>
      {action}
    </li>
  );
}
