import { Skeleton } from '@mantine/core';

/** Rows on their way, as high as the rows that come, so that nothing moves when they do. */
export function RowSkeletons({ rows, columns }: { rows: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} aria-hidden>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <td key={column}>
          <Skeleton height={12} width={`${45 + ((row * 7 + column * 13) % 5) * 10}%`} />
        </td>
      ))}
    </tr>
  ));
}
