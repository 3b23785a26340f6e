import { useNavigate } from '@tanstack/react-router';

/** Puts what is searched for into the address bar. */
export function useSearchText() {
  const navigate = useNavigate({ from: '/configuration' });
  return (text: string) =>
    void navigate({
      search: ({ q: _before, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
      resetScroll: false,
    });
}
