/** Why a log file cannot be read, by the server's codes. */
const fileProblems = [
  'log_file_not_permitted',
  'log_file_not_found',
  'log_file_unreadable',
  'log_elsewhere',
] as const;

export type FileProblem = (typeof fileProblems)[number];

export function isFileProblem(code: string): code is FileProblem {
  return fileProblems.some((each) => each === code);
}
