/** Why a jail of BanGUI's own could not be added to fail2ban's configuration, as a Problem. */
import { Fail2banError } from './fail2ban/errors.ts';
import { Problem } from './problem.ts';

/** @returns {Problem} configuration_refused with fail2ban's words, or configuration_not_writable */
export function configurationProblem(error: unknown, configDir: string, jail: string): Problem {
  if (error instanceof Fail2banError) return new Problem('configuration_refused', error.message);
  return new Problem(
    'configuration_not_writable',
    `BanGUI cannot add its files to ${configDir}: ${(error as Error).message}. Give BanGUI the right to write there, or create the jail "${jail}" by hand.`,
  );
}
