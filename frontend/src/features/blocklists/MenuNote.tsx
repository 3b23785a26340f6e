import type { ReactNode } from 'react';
import classes from './MenuNote.module.css';

/** What an item of a menu does, or why it cannot, below its name. */
export function MenuNote({ children }: { children: ReactNode }) {
  return <div className={classes.note}>{children}</div>;
}
