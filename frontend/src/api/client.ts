import createClient from 'openapi-fetch';
import { baseUrl } from './base';
import { Problem } from './problem';
import type { paths } from './schema.gen';

export const api = createClient<paths>({ baseUrl, credentials: 'same-origin' });

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** Awaits a call and returns its body; anything but success is thrown as a {@link Problem}. */
export async function answered<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw Problem.from(response, error);
  return data as T;
}

/** Calls `handler` whenever a request is refused because the session has ended. */
export function onSessionEnd(handler: () => void): void {
  api.use({
    onResponse({ response, schemaPath }) {
      if (response.status === 401 && !schemaPath.startsWith('/api/v1/auth/')) handler();
    },
  });
}
