/** Turns whatever a route throws into an RFC 9457 document. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Fail2banError } from '../fail2ban/errors.ts';
import { Problem } from '../problem.ts';
import { toProblemDocument } from './problem-document.ts';

export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error);
  if (problem.code === 'internal_error') {
    request.log.error({ event: 'request_failed', err: error }, 'A request failed unexpectedly');
  }
  return sendProblem(reply, problem);
}

export function handleNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0];
  return sendProblem(reply, new Problem('not_found', `${request.method} ${path} does not exist.`));
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const retryAfter = problem.extras.retryAfterSeconds;
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter));
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblemDocument(problem));
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Fail2banError) return fromFail2ban(error);
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error);
  return fromFastify(error as FastifyError);
}

function fromFail2ban(error: Fail2banError): Problem {
  const reason = { fail2banCode: error.code };
  if (error.code === 'fail2ban_invalid_argument')
    return new Problem('validation_failed', error.message, reason);
  const isAnswer = error.code === 'fail2ban_rejected' || error.code === 'fail2ban_tool_failed';
  return new Problem(isAnswer ? 'fail2ban_refused' : 'fail2ban_unavailable', error.message, reason);
}

interface ValidationFailure {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[];
}

function fromValidation(error: ValidationFailure): Problem {
  const errors = error.validation.map((issue) => ({
    path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
    message: issue.message ?? 'is not valid',
  }));
  const sentence = errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
  return new Problem('validation_failed', `${sentence}.`, { errors });
}

function fromFastify(error: FastifyError): Problem {
  if (error.statusCode === 413)
    return new Problem('payload_too_large', 'The request body is larger than allowed.');
  if (error.statusCode === 415)
    return new Problem('unsupported_media_type', 'Send the body as application/json.');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem('malformed_request', `${error.message}.`);
  }
  return new Problem('internal_error', 'An unexpected error stopped this request. The log says more.');
}
