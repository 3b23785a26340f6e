import { useState } from 'react';

/** A number that grows, or, while it is held, what it was when that began. */
export function useHeld(value: number, isHeld: boolean): number {
  const [last, setLast] = useState(value);
  if (!isHeld && last !== value) setLast(value);
  return isHeld ? Math.min(last, value) : value;
}
