/** The first and last bucket that a drag covers. */
export interface DragRange {
  first: number;
  last: number;
}

interface Box {
  left: number;
  width: number;
}

/** A shorter way, in pixels, is the tremor of a click. */
const shortestDrag = 5;

/** The bucket below a pointer, the nearest where it is beside the plot; `x` and `box` in pixels. */
export function bucketAt(x: number, { left, width }: Box, count: number): number {
  const index = Math.floor(((x - left) / width) * count);
  return Math.max(0, Math.min(count - 1, index));
}

/** What lies between where a drag began and where it is; null while it is too short to mean anything. */
export function rangeOfDrag(fromX: number, toX: number, box: Box, count: number): DragRange | null {
  if (Math.abs(toX - fromX) < shortestDrag) return null;
  return {
    first: bucketAt(Math.min(fromX, toX), box, count),
    last: bucketAt(Math.max(fromX, toX), box, count),
  };
}
