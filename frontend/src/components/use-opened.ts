import { useEffect, useState } from 'react';

/**
 * Follows `isWanted` one render later. A dialog that is fetched on demand is so seen to open, and knows where the
 * focus was and has to return to.
 */
export function useOpened(isWanted: boolean): boolean {
  const [isOpened, setOpened] = useState(false);
  useEffect(() => setOpened(isWanted), [isWanted]);
  return isOpened;
}
