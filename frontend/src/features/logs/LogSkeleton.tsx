import { Skeleton } from '@mantine/core';
import classes from './LogRow.module.css';

const rows = 24;

export function LogSkeleton() {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <div key={row} className={classes.row} aria-hidden>
      <Skeleton height={12} my={4} />
      <Skeleton height={12} my={4} width="60%" />
      <Skeleton height={12} my={4} width="80%" />
      <Skeleton height={12} my={4} width={`${35 + ((row * 7) % 5) * 10}%`} />
    </div>
  ));
}
