import { Skeleton } from '@mantine/core';
import { Suspense } from 'react';
import { lazyPart } from '../../live/lazy-part';

const CodeEditor = lazyPart(() =>
  import('./editor/CodeEditor').then((module) => ({ default: module.CodeEditor })),
);

/** The editor, which is fetched when the first file is opened. */
export function Editor(props: Parameters<typeof CodeEditor>[0]) {
  return (
    <Suspense fallback={<Skeleton height="20rem" radius={0} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
