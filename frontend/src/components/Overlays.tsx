import { Suspense, useEffect, useState } from 'react';
import { lazyPart } from '../live/lazy-part';
import { useQuestion } from './ask-first';

const QuestionDialog = lazyPart(() =>
  import('./QuestionDialog').then((module) => ({ default: module.QuestionDialog })),
);
const Notifications = lazyPart(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
);

const afterThePageMs = 1_000;

/** What appears above every page. Nothing does before somebody acts, so it is fetched once the page stands. */
export function Overlays() {
  const question = useQuestion();
  const [isPageDone, setPageDone] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPageDone(true), afterThePageMs);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Suspense>
      {(isPageDone || question) && (
        <>
          <QuestionDialog question={question} />
          <Notifications position="bottom-right" />
        </>
      )}
    </Suspense>
  );
}
