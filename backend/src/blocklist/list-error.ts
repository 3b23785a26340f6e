export type ListErrorCode =
  | 'fetch_failed'
  | 'fetch_refused'
  | 'fetch_timed_out'
  | 'http_status'
  | 'too_many_redirects'
  | 'too_large'
  | 'too_many_entries'
  | 'not_a_list'
  | 'unsupported_compression'
  | 'damaged_compression'
  | 'set_damaged';

/** Why a list could not be had, with a sentence for a person. */
export class ListError extends Error {
  override readonly name = 'ListError';
  readonly code: ListErrorCode;

  constructor(code: ListErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
