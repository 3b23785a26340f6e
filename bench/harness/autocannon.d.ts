/** The part of autocannon 9 that is used here; it brings no types. */
declare module 'autocannon' {
  interface Options {
    url: string;
    connections: number;
    amount: number;
    /** Seconds. */
    timeout: number;
    headers?: Record<string, string>;
    requests?: { path: string }[];
  }

  interface Result {
    errors: number;
    timeouts: number;
    non2xx: number;
  }

  interface Instance extends Promise<Result> {
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): this;
  }

  export default function autocannon(options: Options): Instance;
}
