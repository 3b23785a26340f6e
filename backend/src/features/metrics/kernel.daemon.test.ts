// What the metrics tell of a blocklist in the kernel, by a real fail2ban in a network of its own.
import { type Bangui, startBangui } from '@bangui/sandbox/bangui';
import { eventually } from '@bangui/sandbox/child';
import { MANUAL_JAIL, type PrivateDaemon, startPrivateDaemon } from '@bangui/sandbox/daemon';
import { canHavePrivateNetwork } from '@bangui/sandbox/private-network';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Series, seriesOf } from './test-scrape.ts';

describe.skipIf(!canHavePrivateNetwork())('a blocklist in the kernel', () => {
  let daemon: PrivateDaemon;
  let bangui: Bangui;

  beforeAll(async () => {
    daemon = await startPrivateDaemon({ jails: [MANUAL_JAIL], hasPrivateNetwork: true });
    bangui = await startBangui({
      daemon,
      environment: { BANGUI_METRICS: 'open' },
      blocklistCheckMilliseconds: 300,
    });
  });

  afterAll(async () => {
    await bangui?.dispose();
    await daemon?.dispose();
  });

  async function untilTold(what: string, isTold: (series: Series) => boolean): Promise<Series> {
    const ask = async () => {
      const series = seriesOf(await bangui.get('/metrics'));
      return isTold(series) && series;
    };
    return eventually(what, ask, 20_000);
  }

  test('is told with its entries, and what it stops, once it is there', async () => {
    await bangui.post('/api/v1/blocklists/jail');
    await bangui.post('/api/v1/blocklists', { name: 'list', text: '5.6.7.1\n5.6.7.9\n5.6.8.0/24\n' });
    const kind = (name: string) => `bangui_blocklist_kernel_entries{kind="${name}"}`;
    const series = await untilTold('the entries', (told) => told.get(kind('ip4')) === 2);
    expect(series.get(kind('net4'))).toBe(1);
    expect(series.get('bangui_blocklist_enforced')).toBe(1);
    expect(series.get('bangui_blocklist_stopped_packets_total')).toBe(0);
  });

  test('is told to be missing while fail2ban, which would mend it, is away', async () => {
    await daemon.stop();
    await untilTold('that it is missing', (told) => told.get('bangui_blocklist_enforced') === 0);
    await daemon.start();
    await untilTold('that it is there again', (told) => told.get('bangui_blocklist_enforced') === 1);
  });
});
