import { useNavigate, useRouter } from '@tanstack/react-router';

/** Puts what is searched for into the address bar. */
export function useSearchText() {
  const router = useRouter();
  const navigate = useNavigate({ from: '/configuration' });
  return (text: string) => {
    // Whoever has opened a find already is not to be called back from the way there.
    if (router.latestLocation.pathname !== '/configuration') return;
    void navigate({
      search: ({ q: _before, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
      resetScroll: false,
    });
  };
}
