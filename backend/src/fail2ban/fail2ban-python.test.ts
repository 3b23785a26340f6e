import { expect, test } from 'vitest';
import { interpreterIn } from './fail2ban-python.ts';

test.each([
  ['#!/usr/bin/python3', '/usr/bin/python3'],
  ['#! /opt/fail2ban/bin/python3.12 -Es', '/opt/fail2ban/bin/python3.12'],
  ['#!/usr/bin/env python3', 'python3'],
  ['#!/bin/sh', 'python3'],
  ['\u007fELF', 'python3'],
])('%s is run by %s', (line, interpreter) => {
  expect(interpreterIn(line)).toBe(interpreter);
});
