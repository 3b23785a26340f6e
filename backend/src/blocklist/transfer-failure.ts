import { ListError } from './list-error.ts';
import { PassingError } from './retry.ts';

/** Errors of DNS, TCP and TLS as Node names them: what a person should read. */
const sentences: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: (host) => `There is no host ${host}.`,
  EAI_AGAIN: (host) => `The address of ${host} could not be found out: the name server does not answer.`,
  ECONNREFUSED: (host) => `${host} refuses the connection.`,
  ECONNRESET: (host) => `${host} broke off the connection.`,
  EHOSTUNREACH: (host) => `${host} cannot be reached from here.`,
  ENETUNREACH: (host) => `${host} cannot be reached from here.`,
  ETIMEDOUT: (host) => `${host} does not answer.`,
};

const isCertificateError = /CERT|UNABLE_TO_VERIFY/;
const isCompressionError = /^Z_/;
const isProtocolError = /^HPE_|^EPROTO$|^ERR_SSL_/;

/** What a failed transfer means; a name that does not exist or a bad certificate will not pass by itself. */
export function transferFailure(error: unknown, host: string): ListError {
  if (error instanceof ListError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const options = { cause: error };
  if (isCertificateError.test(code)) {
    return new ListError(
      'fetch_failed',
      `${host} has no certificate that can be trusted (${code}).`,
      options,
    );
  }
  if (isProtocolError.test(code)) {
    return new ListError('fetch_failed', `${host} does not speak as its URL promises (${code}).`, options);
  }
  if (isCompressionError.test(code)) {
    return new ListError('damaged_compression', `The list of ${host} is damaged gzip: ${message}.`, options);
  }
  const sentence = sentences[code]?.(host) ?? `The connection to ${host} failed: ${message}`;
  if (code === 'ENOTFOUND') return new ListError('fetch_failed', sentence, options);
  return new PassingError('fetch_failed', sentence, options);
}
