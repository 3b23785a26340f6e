import { Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

interface Props {
  title?: ReactNode;
  aside?: ReactNode;
  /** Rows and tables reach the panel's edge. */
  isFlush?: boolean;
  children: ReactNode;
}

/** A titled surface, the one kind of box on every page. */
export function Panel({ title, aside, isFlush = false, children }: Props) {
  const titleId = useId();
  return (
    <section className={classes.panel} aria-labelledby={title ? titleId : undefined}>
      {title && (
        <div className={classes.head}>
          <Title order={2} id={titleId}>
            {title}
          </Title>
          {aside && <div className={classes.aside}>{aside}</div>}
        </div>
      )}
      <div className={isFlush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
