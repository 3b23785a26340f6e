import { useBlocker } from '@tanstack/react-router';

/** Asks before a page with unsaved edits is left, but not on the way to where they are reviewed. */
export function useLeaveGuard(isChanged: boolean) {
  return useBlocker({
    shouldBlockFn: ({ current, next }) =>
      isChanged && next.pathname !== current.pathname && !next.pathname.startsWith('/configuration/changes/'),
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
}
