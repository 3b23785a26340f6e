/**
 * Buffers and typed arrays live outside of the heap that the collector watches, so that it takes its time with them:
 * the bytes of a list would still be there when its entries are sorted. Does nothing but where `node --expose-gc` runs.
 * @param extent `minor`: what has just come and gone, within a millisecond or so
 */
export function collectGarbage(extent: 'minor' | 'major'): void {
  (globalThis as { gc?: (options: { type: string }) => void }).gc?.({ type: extent });
}
