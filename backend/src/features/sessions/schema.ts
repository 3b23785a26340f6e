import { z } from 'zod';
import { maximumPasswordLength, minimumPasswordLength, usernamePattern } from '../../config.ts';

const username = z.string().regex(usernamePattern, 'Use 1 to 64 letters, digits or the characters . _ @ -');

export const sessionSchema = z
  .object({ username: z.string(), expiresAt: z.int().describe('Unix seconds') })
  .meta({ id: 'Session' });

export const setupStateSchema = z
  .object({
    required: z.boolean().describe('True until the first account exists'),
    cookieSecure: z
      .boolean()
      .describe('Whether the session cookie is kept over HTTPS (and on localhost) only'),
  })
  .meta({ id: 'SetupState' });

export const setupSchema = z
  .object({
    token: z.string().min(1).max(200),
    username,
    password: z
      .string()
      .min(minimumPasswordLength, `Use at least ${minimumPasswordLength} characters`)
      .max(maximumPasswordLength),
  })
  .meta({ id: 'Setup' });

export const loginSchema = z
  .object({ username: z.string().min(1).max(200), password: z.string().min(1).max(maximumPasswordLength) })
  .meta({ id: 'Login' });
