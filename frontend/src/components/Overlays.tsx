import { lazy, Suspense, useEffect, useState } from 'react';

const QuestionsAndNotices = lazy(() =>
  import('./QuestionsAndNotices').then((module) => ({ default: module.QuestionsAndNotices })),
);

/** What appears above every page. Nothing does before somebody acts, so it is fetched once the page stands. */
export function Overlays() {
  const [isPageDone, setPageDone] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPageDone(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense>{isPageDone && <QuestionsAndNotices />}</Suspense>;
}
