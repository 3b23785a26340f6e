import { describe, expect, it } from 'vitest';
import { logpathFor } from './logpath';

const jail = {
  name: 'nginx-limit-req',
  isEnabled: false,
  isRunning: false,
  filter: 'nginx-limit-req',
  port: null,
  backend: 'auto',
  logs: [{ pattern: '/var/log/nginx/*error.log', found: ['/var/log/nginx/error.log'] }],
};

describe('logpathFor', () => {
  it('leaves to the stock pattern what it finds', () => {
    expect(logpathFor(jail, '/var/log/nginx/error.log')).toBeNull();
  });

  it('writes another file as fail2ban has to read it', () => {
    expect(logpathFor(jail, '/srv/my shop/100%.log')).toBe('/srv/my?shop/100%%.log');
  });
});
