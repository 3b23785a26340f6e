import { useRouter } from '@tanstack/react-router';
import { Failure } from '../../components/Failure';

/** A page that could not be opened at all. */
export function PageFailure({ error }: { error: unknown }) {
  const router = useRouter();
  return <Failure error={error} onRetry={() => void router.invalidate()} />;
}
