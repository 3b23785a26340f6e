import { eventually } from './child.ts';

export type ImportClient = ReturnType<typeof createImportClient>;

const JSON_TYPE = { 'content-type': 'application/json' };
const DEADLINE_MS = 30_000;

/** Somebody who asks instances that share their data for imports: a session of one is one of all. */
export function createImportClient(username: string, password: string) {
  let cookie = '';

  async function post(url: string, path: string, body?: object) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, ...(body && JSON_TYPE) },
      ...(body && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body
    const answer = { status: response.status, body: (await response.json()) as any };
    return { ...answer, cookies: response.headers.getSetCookie() };
  }

  return {
    /** Makes the jail and a source in an instance that has neither. */
    async furnish(url: string, listUrl: string): Promise<void> {
      const { cookies } = await post(url, '/auth/login', { username, password });
      cookie = cookies.map((each) => each.split(';')[0]).join('; ');
      const wishes = [
        ['/blocklists/jail', undefined],
        ['/blocklists', { name: 'numbered', url: listUrl, schedule: null }],
      ] as const;
      for (const [path, body] of wishes) {
        await eventually(path, async () => (await post(url, path, body)).status < 300, DEADLINE_MS);
      }
    },

    /** Asks whoever holds the lock until one takes the wish; none does while it changes hands. */
    async askForImport(holderUrl: () => Promise<string | undefined>): Promise<number> {
      return eventually(
        'an import begins',
        async () => {
          const url = await holderUrl();
          if (url === undefined) return false;
          const answer = await post(url, '/blocklists/import', {}).catch(() => undefined);
          return answer?.status === 202 && (answer.body.runId as number);
        },
        DEADLINE_MS,
      );
    },
  };
}
