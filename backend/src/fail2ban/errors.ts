/** Why talking to fail2ban failed; stable, so that callers and the interface can tell the cases apart. */
export type Fail2banErrorCode =
  | 'fail2ban_no_socket'
  | 'fail2ban_permission_denied'
  | 'fail2ban_refused'
  | 'fail2ban_timed_out'
  | 'fail2ban_garbage'
  | 'fail2ban_rejected'
  | 'fail2ban_connection_lost'
  | 'fail2ban_invalid_argument'
  | 'fail2ban_tool_failed';

const titles: Record<Fail2banErrorCode, string> = {
  fail2ban_no_socket: 'fail2ban is not running',
  fail2ban_permission_denied: 'No permission to talk to fail2ban',
  fail2ban_refused: 'fail2ban refuses the connection',
  fail2ban_timed_out: 'fail2ban does not answer in time',
  fail2ban_garbage: 'The answer does not come from fail2ban',
  fail2ban_rejected: 'fail2ban said no',
  fail2ban_connection_lost: 'The connection to fail2ban was lost',
  fail2ban_invalid_argument: 'Not a value that fail2ban can take',
  fail2ban_tool_failed: 'A fail2ban command-line tool failed',
};

/**
 * Everything that goes wrong between BanGUI and fail2ban. `message` is one or more whole sentences: what
 * happened, where, and what to do. For `fail2ban_rejected` it holds fail2ban's own words.
 */
export class Fail2banError extends Error {
  override readonly name = 'Fail2banError';
  readonly code: Fail2banErrorCode;
  /** A short headline, the same for every error of this code. */
  readonly title: string;

  constructor(code: Fail2banErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.title = titles[code];
  }
}

/** The error for a value that must not be sent to fail2ban; `message` says which and why. */
export function invalidArgument(message: string): Fail2banError {
  return new Fail2banError('fail2ban_invalid_argument', message);
}

/**
 * Turns a failed connection into the sentence that tells what to do.
 * @param systemCode the `code` of Node's error, such as `ENOENT`; other codes count as a lost connection
 */
export function connectionError(
  systemCode: string | undefined,
  path: string,
  cause?: unknown,
): Fail2banError {
  const options = { cause };
  switch (systemCode) {
    case 'ENOENT':
      return new Fail2banError(
        'fail2ban_no_socket',
        `There is no fail2ban socket at ${path}. Start fail2ban, or set BANGUI_FAIL2BAN_SOCKET to the path of its socket.`,
        options,
      );
    case 'EACCES':
    case 'EPERM':
      return new Fail2banError(
        'fail2ban_permission_denied',
        `BanGUI may not open the fail2ban socket at ${path}. Run BanGUI as a user who may write to it, or let that user's group do so.`,
        options,
      );
    case 'ECONNREFUSED':
    case 'ENOTSOCK':
      return new Fail2banError(
        'fail2ban_refused',
        `Nobody listens on the fail2ban socket at ${path}: fail2ban probably ended without removing it. Restart fail2ban.`,
        options,
      );
    case 'EAGAIN':
      return new Fail2banError(
        'fail2ban_timed_out',
        `fail2ban at ${path} is so busy that it accepts no more connections. Try again in a moment.`,
        options,
      );
    default:
      return new Fail2banError(
        'fail2ban_connection_lost',
        `The connection to fail2ban at ${path} was lost${systemCode ? ` (${systemCode})` : ''}. Check with "systemctl status fail2ban" that it still runs.`,
        options,
      );
  }
}
