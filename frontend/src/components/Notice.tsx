import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface Props {
  tone: 'plain' | 'warn' | 'alarm';
  icon: ReactNode;
  title?: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A few sentences set apart: something is not as usual, and what to do about it. */
export function Notice({ tone, icon, title, children, action }: Props) {
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'alarm' ? 'alert' : 'status'}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <div className={classes.words}>
        {title && <strong>{title}</strong>}
        <div>{children}</div>
      </div>
      {action}
    </div>
  );
}
