import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Figures.module.css';

interface Props {
  label: string;
  /** Undefined while it is on its way. */
  value: ReactNode | undefined;
  children: ReactNode;
}

export function Figure({ label, value, children }: Props) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd className={classes.value}>{value ?? <Skeleton height={22} width={64} my={6} />}</dd>
      <dd className={classes.words}>
        {value === undefined ? <Skeleton height={12} width={110} my={4} /> : children}
      </dd>
    </div>
  );
}
