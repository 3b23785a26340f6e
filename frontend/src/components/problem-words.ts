import i18next, { type TFunction } from 'i18next';
import { Problem } from '../api/problem';
import { queryClient, serverQuery } from '../api/queries';

export interface ProblemWords {
  title: string;
  detail: string;
}

/** What went wrong, in the reader's language; in the server's own words where the code is a new one. */
export function problemWords(error: unknown, t: TFunction): ProblemWords {
  if (!(error instanceof Problem)) {
    return isFromTheLine(error)
      ? { title: t('failure.unreachable'), detail: t('failure.unreachableDetail') }
      : { title: t('failure.unexpected'), detail: t('failure.unexpectedDetail') };
  }
  return wordsOf([error.fail2banCode, error.code], error, t, error.retryAfterSeconds);
}

/** Browsers name a failed request each in its own way, and none by a type of its own. */
function isFromTheLine(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load/i.test(error.message);
}

/** The same for what the daemon's state tells about itself. */
export function daemonProblemWords(problem: { code: string } & ProblemWords, t: TFunction): ProblemWords {
  return wordsOf([problem.code], problem, t);
}

function wordsOf(
  codes: readonly (string | undefined)[],
  server: ProblemWords,
  t: TFunction,
  count: number | null = null,
): ProblemWords {
  const code = codes.find((each) => each !== undefined && i18next.exists(`problem.${each}.title`));
  if (code === undefined) return { title: server.title, detail: server.detail };
  const key = `problem.${code as 'internal_error'}` as const;
  const values = {
    count: count ?? 0,
    detail: server.detail,
    origin: location.origin,
    socket: queryClient.getQueryData(serverQuery.queryKey)?.fail2ban.socket ?? 'BANGUI_FAIL2BAN_SOCKET',
  };
  return { title: t(`${key}.title`, values), detail: t(`${key}.detail`, values) };
}
