import { Skeleton } from '@mantine/core';
import { Panel } from '../../components/Panel';
import classes from './JailPage.module.css';

export function JailSkeleton() {
  return (
    <div className={classes.page} aria-busy>
      {[44, 150, 110].map((height) => (
        <Panel key={height}>
          <Skeleton height={height} />
        </Panel>
      ))}
    </div>
  );
}
