/** Somebody who uses the API through nginx. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test states what it expects of a body
  readonly body: any;
}

export interface Client {
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Resolves with the data of the first event of this name for which the question is true. */
  heard(name: string, isWanted: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
}

const longestEventMs = 30_000;

export function createClient(url: string): Client {
  let cookie = '';
  return {
    async ask(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { cookie, origin: url, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const cookies = response.headers.getSetCookie();
      if (cookies.length > 0) cookie = cookies.map((each) => each.split(';')[0]).join('; ');
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    async heard(name, isWanted) {
      const signal = AbortSignal.timeout(longestEventMs);
      const response = await fetch(`${url}/api/v1/events`, { headers: { cookie }, signal });
      for await (const event of eventsOf(response)) {
        if (event.name === name && isWanted(event.data)) return event.data;
      }
      throw new Error(`The stream ended without an event "${name}".`);
    },
  };
}

/** Source: https://html.spec.whatwg.org/multipage/server-sent-events.html, as far as BanGUI uses it. */
async function* eventsOf(response: Response) {
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name !== undefined && data !== undefined) yield { name, data: JSON.parse(data) };
    }
  }
}
