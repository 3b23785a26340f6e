/**
 * Everything BanGUI can refuse or fail at, with a stable code. http/error-handler.ts renders a Problem as an
 * RFC 9457 document; `detail` is a sentence for a person: what happened, where, and what to do.
 */
const kinds = {
  validation_failed: { status: 422, title: 'The request is not valid' },
  malformed_request: { status: 400, title: 'The request cannot be read' },
  not_authenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'Wrong user name or password' },
  login_throttled: { status: 429, title: 'Too many failed attempts' },
  origin_not_allowed: { status: 403, title: 'This origin may not change anything' },
  setup_required: { status: 409, title: 'BanGUI is not set up yet' },
  setup_token_invalid: { status: 403, title: 'The set-up token is wrong' },
  setup_already_done: { status: 409, title: 'BanGUI is already set up' },
  not_found: { status: 404, title: 'There is nothing here' },
  jail_not_found: { status: 404, title: 'No such jail' },
  jail_not_running: { status: 409, title: 'The jail is not running' },
  jail_exists: { status: 409, title: 'The jail is already there' },
  network_too_large: { status: 422, title: 'The network is too large to ban' },
  ban_duration_too_long: { status: 422, title: 'The jail does not keep a ban that long' },
  ban_would_lock_out: { status: 409, title: 'This ban could lock somebody out' },
  allow_list_entry_exists: { status: 409, title: 'Already on the allow-list' },
  allow_list_entry_not_found: { status: 404, title: 'Not on the allow-list' },
  allow_list_entry_in_file: { status: 409, title: 'This entry comes from the configuration files' },
  blocklist_not_found: { status: 404, title: 'No such blocklist' },
  blocklist_name_taken: { status: 409, title: 'Another blocklist has this name' },
  blocklist_version_not_found: { status: 404, title: 'No such compiled set' },
  list_unusable: { status: 422, title: 'The list cannot be used' },
  enforcement_failed: { status: 502, title: 'The kernel does not have the set' },
  job_running: { status: 409, title: 'This job runs already' },
  not_scheduler_holder: { status: 409, title: 'Another instance runs the jobs' },
  run_not_found: { status: 404, title: 'No such run' },
  too_many_runs: { status: 429, title: 'Too many runs at once' },
  run_ended: { status: 409, title: 'The run has ended already' },
  feed_not_allowed: { status: 401, title: 'The feed asks for its token' },
  simulation_not_found: { status: 404, title: 'No such simulation' },
  regex_test_not_found: { status: 404, title: 'No such test' },
  filter_not_found: { status: 404, title: 'No such filter' },
  log_file_not_permitted: { status: 403, title: 'This file may not be read' },
  log_file_not_found: { status: 404, title: 'No such log file' },
  log_elsewhere: { status: 409, title: 'fail2ban writes its log elsewhere' },
  log_file_unreadable: { status: 409, title: 'The log cannot be read' },
  metrics_not_allowed: { status: 401, title: 'The metrics ask for their token' },
  configuration_refused: { status: 422, title: 'fail2ban refuses this configuration' },
  configuration_not_writable: { status: 409, title: 'The configuration cannot be written' },
  configuration_file_not_found: { status: 404, title: 'No such configuration file' },
  configuration_file_unusable: { status: 422, title: 'This file cannot be edited' },
  configuration_changed_outside: { status: 409, title: 'The configuration was changed meanwhile' },
  configuration_busy: { status: 409, title: 'Another change is being applied' },
  change_not_found: { status: 404, title: 'No such change' },
  change_not_applicable: { status: 409, title: 'This change cannot be applied' },
  configuration_version_not_found: { status: 404, title: 'No such version' },
  archive_unavailable: { status: 503, title: 'The history cannot be read' },
  fail2ban_unavailable: { status: 503, title: 'fail2ban cannot be reached' },
  fail2ban_refused: { status: 502, title: 'fail2ban refused the command' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The request is in a form that BanGUI does not read' },
  internal_error: { status: 500, title: 'Something went wrong in BanGUI' },
} as const;

export type ProblemCode = keyof typeof kinds;
type Extras = Readonly<Record<string, unknown>>;

export class Problem extends Error {
  readonly code: ProblemCode;
  /** Further members of the problem document, such as `errors` or `guarded`. */
  readonly extras: Extras;

  constructor(code: ProblemCode, detail: string, extras: Extras = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.extras = extras;
  }

  get status(): number {
    return kinds[this.code].status;
  }

  get title(): string {
    return kinds[this.code].title;
  }
}
