export type FirewallErrorCode =
  | 'fence_lost'
  | 'not_permitted'
  | 'tool_missing'
  | 'jail_missing'
  | 'daemon_unavailable'
  | 'timed_out'
  | 'apply_failed';

/** `message` is one or more whole sentences: what happened, where, and what to do. */
export class FirewallError extends Error {
  override readonly name = 'FirewallError';
  readonly code: FirewallErrorCode;

  constructor(code: FirewallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
