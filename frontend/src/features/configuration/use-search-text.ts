import { useNavigate, useRouter } from '@tanstack/react-router';

/** Puts what is searched for into the address bar. */
export function useSearchText(page: '/configuration' | '/configuration/catalogue' = '/configuration') {
  const router = useRouter();
  const navigate = useNavigate({ from: page });
  return (text: string) => {
    // Whoever has opened a find already is not to be called back from the way there.
    if (router.latestLocation.pathname !== page) return;
    void navigate({
      search: ({ q: _before, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
      resetScroll: false,
    });
  };
}
