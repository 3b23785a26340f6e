import { Skeleton } from '@mantine/core';
import { Panel } from '../../components/Panel';
import classes from './AddressPage.module.css';

/** The page on its way, in about the shape that it will have. */
export function AddressSkeleton() {
  return (
    <div className={classes.page} aria-hidden>
      {[150, 150, 320].map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <Panel key={index}>
          <Skeleton height={height} />
        </Panel>
      ))}
    </div>
  );
}
