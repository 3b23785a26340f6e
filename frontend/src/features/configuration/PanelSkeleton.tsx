import { Skeleton, Stack } from '@mantine/core';
import { Panel } from '../../components/Panel';

/** A panel on its way. */
export function PanelSkeleton() {
  return (
    <Panel>
      <Stack gap="sm" aria-hidden>
        {[60, 80, 45, 70, 55, 75].map((width) => (
          <Skeleton key={width} height={14} width={`${width}%`} />
        ))}
      </Stack>
    </Panel>
  );
}
