import { type PointerEvent, useState } from 'react';
import { bucketAt, type DragRange, rangeOfDrag } from './drag-range';

interface Options {
  count: number;
  onChoose: (index: number | null) => void;
  onZoom: (first: number, last: number) => void;
}

/** Reads buckets under a pointer, and zooms into those that it was dragged over. */
export function useDrag({ count, onChoose, onZoom }: Options) {
  const [anchorX, setAnchorX] = useState<number | null>(null);
  const [range, setRange] = useState<DragRange | null>(null);

  const cancel = () => {
    setAnchorX(null);
    setRange(null);
  };
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setAnchorX(event.clientX);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const box = event.currentTarget.getBoundingClientRect();
      onChoose(bucketAt(event.clientX, box, count));
      if (anchorX !== null) setRange(rangeOfDrag(anchorX, event.clientX, box, count));
    },
    onPointerUp() {
      cancel();
      if (range) onZoom(range.first, range.last);
    },
    onPointerCancel: cancel,
    onPointerLeave: () => onChoose(null),
  };
  return { range, handlers, cancel };
}
