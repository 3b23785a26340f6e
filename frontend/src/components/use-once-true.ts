import { useState } from 'react';

/** True from the first time that `condition` was, for what is fetched on demand and then stays. */
export function useOnceTrue(condition: boolean): boolean {
  const [wasTrue, setWasTrue] = useState(condition);
  if (condition && !wasTrue) setWasTrue(true);
  return wasTrue || condition;
}
