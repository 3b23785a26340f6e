import type { ReactNode } from 'react';
import classes from './Quiet.module.css';

interface Props {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** What stands where a list would: nothing here, and what to do about it. */
export function Quiet({ icon, title, children, action }: Props) {
  return (
    <div className={classes.quiet}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <p className={classes.title}>{title}</p>
      {children && <p className={classes.words}>{children}</p>}
      {action}
    </div>
  );
}
