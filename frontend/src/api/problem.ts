/** What the server answered instead of success: an RFC 9457 document. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** What exactly went wrong between BanGUI and fail2ban, where that is it. */
  readonly fail2banCode: string | undefined;
  readonly retryAfterSeconds: number | null;
  readonly #extras: Record<string, unknown>;

  constructor(status: number, document: Record<string, unknown>, retryAfterSeconds: number | null) {
    const title = typeof document.title === 'string' ? document.title : `HTTP ${status}`;
    const detail = typeof document.detail === 'string' ? document.detail : '';
    super(detail || title);
    this.name = 'Problem';
    this.status = status;
    this.code = typeof document.code === 'string' ? document.code : 'unexpected';
    this.title = title;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
    this.fail2banCode = typeof document.fail2banCode === 'string' ? document.fail2banCode : undefined;
    this.#extras = document;
  }

  /** A list that the document carries besides its standard members, such as `guarded`. */
  list<T>(name: string): T[] {
    const value = this.#extras[name];
    return Array.isArray(value) ? (value as T[]) : [];
  }

  static from(response: Response, body: unknown): Problem {
    const document = isRecord(body) ? body : {};
    const seconds = Number(document.retryAfterSeconds ?? response.headers.get('retry-after') ?? Number.NaN);
    return new Problem(response.status, document, Number.isFinite(seconds) ? seconds : null);
  }
}

export function hasCode(error: unknown, code: string): error is Problem {
  return error instanceof Problem && error.code === code;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
