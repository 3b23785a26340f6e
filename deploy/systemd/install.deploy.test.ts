import { eventually } from '@bangui/sandbox/child';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHost, type TestHost } from './test-host.ts';

const address = 'http://127.0.0.1:8000';
const credentials = { username: 'admin', password: 'correct horse battery' };
const banned = '203.0.113.7';
const listed = '192.0.9.7';
const isBlocked = `ipset save | grep ' ${listed}$' && iptables-save -t raw | grep 'match-set bangui-blocklist'`;
/** Half of what the lock of a dead BanGUI takes to end. */
const crashDeadlineMs = 30_000;

let host: TestHost;
let installed: string;

// One life of an installation, from test to test.
beforeAll(async () => {
  host = await startTestHost();
  await host.succeed('mkdir -p /srv/other && echo kept >/srv/other/file');
  installed = (await host.make('install')).output;
});

afterAll(() => host?.dispose());

/** What BanGUI answers to a client on its own machine. */
async function ask(method: string, path: string, body?: unknown) {
  const data = body === undefined ? '' : `-H content-type:application/json -d '${JSON.stringify(body)}'`;
  const answer = await host.succeed(
    `curl -sS -b /root/cookies -c /root/cookies -X ${method} ${data} -w '\\n%{http_code}' '${address}/api${path}'`,
  );
  const end = answer.lastIndexOf('\n');
  return { status: Number(answer.slice(end)), body: JSON.parse(answer.slice(0, end)) };
}

async function property(name: string): Promise<string> {
  return (await host.succeed(`systemctl show --property=${name} --value bangui`)).trim();
}

async function isHealthy(): Promise<boolean> {
  return (await host.sh(`curl -fsS ${address}/api/health`)).status === 0;
}

describe('make install', () => {
  test('starts BanGUI, and says where the first account is created', async () => {
    expect(installed).toContain(`BanGUI listens on ${address}/`);
    const [, token] = /Create the first account: \S+\/setup\?token=(\S+)/.exec(installed) ?? [];
    expect(await ask('POST', '/v1/setup', { token, ...credentials })).toMatchObject({ status: 201 });
  });

  test('runs it under a user of its own, on the Node that came along', async () => {
    const pid = await property('MainPID');
    expect(await host.succeed(`readlink /proc/${pid}/exe`)).toBe('/opt/bangui/node_modules/node/bin/node\n');
    expect(await host.succeed(`stat -c %U /proc/${pid}`)).toBe('bangui\n');
    expect(await host.succeed(`grep CapEff /proc/${pid}/status`)).toMatch(/:\s+0+$/m);
  });

  test('exposes it less than 3.0 of 10', async () => {
    await host.succeed('systemd-analyze security --threshold=30 bangui');
  });

  test('lets it create the jail manual, ban there, and read the ban in the database of fail2ban', async () => {
    expect(await ask('POST', '/v1/manual-jail')).toMatchObject({ status: 201 });
    const ban = await ask('POST', '/v1/bans', { jail: 'manual', addresses: [banned] });
    expect(ban.body.results).toEqual([{ address: banned, status: 'banned' }]);
    expect(await host.succeed('iptables -n -L f2b-manual')).toContain(banned);
    await eventually('The ban is in the archive', async () => {
      const { body } = await ask('GET', '/v1/history');
      return body.items.some((item: { address: string }) => item.address === banned);
    });
  });

  test('lets fail2ban put blocklists of BanGUI into the kernel', async () => {
    expect(await ask('POST', '/v1/blocklists/jail')).toMatchObject({ status: 200 });
    expect(await ask('POST', '/v1/blocklists', { name: 'mine', text: listed })).toMatchObject({
      status: 201,
    });
    await eventually('The address is blocked', async () => {
      return (await host.sh(isBlocked)).status === 0;
    });
  });

  test('lets it read log files', async () => {
    await host.succeed('setpriv --reuid=bangui --regid=bangui --groups=adm tail /var/log/fail2ban.log');
  });

  test.each(['/srv/other', '/srv/bangui/'])(
    'refuses %s, which holds other things or the sources',
    async (folder) => {
      const before = await host.succeed(`ls ${folder}`);
      const { status, output } = await host.make(`install PREFIX=${folder}`);
      expect(status).not.toBe(0);
      expect(output).toContain("holds other things than BanGUI's program");
      expect(await host.succeed(`ls ${folder}`)).toBe(before);
    },
  );

  test('with DESTDIR places files for another machine and leaves this one alone', async () => {
    const before = await property('MainPID');
    expect(await host.make('install DESTDIR=/srv/package')).toMatchObject({ status: 0 });
    await host.succeed('/srv/package/opt/bangui/node_modules/.bin/node --version');
    await host.succeed('test -s /srv/package/etc/systemd/system/bangui.service');
    expect(await property('MainPID')).toBe(before);
  });

  test('over an older one keeps data and settings', async () => {
    await host.succeed(
      'echo BANGUI_LOG_LEVEL=debug >>/etc/bangui/bangui.env; touch /opt/bangui/of-the-old-one',
    );
    const before = await property('MainPID');
    const { status, output } = await host.make('install');
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).not.toContain('Create the first account');
    expect(await property('MainPID')).not.toBe(before);
    expect(await host.succeed('tail -n 1 /etc/bangui/bangui.env')).toBe('BANGUI_LOG_LEVEL=debug\n');
    expect((await host.sh('test -e /opt/bangui/of-the-old-one')).status).toBe(1);
    expect(await ask('POST', '/v1/auth/login', credentials)).toMatchObject({ status: 200 });
  });
});

describe('the service', () => {
  test('goes on with a fail2ban that was restarted, which stays closed to everybody else', async () => {
    await host.succeed(
      'systemctl stop fail2ban && rm /var/lib/fail2ban/fail2ban.sqlite3 && systemctl start fail2ban',
    );
    await eventually('fail2ban is online', isHealthy);
    const others =
      'stat -L -c %A /run/fail2ban/fail2ban.sock /var/lib/fail2ban/fail2ban.sqlite3 | cut -c 8-10';
    expect(await host.succeed(others)).toBe('---\n---\n');
    await eventually('BanGUI bans again', async () => {
      const { body } = await ask('POST', '/v1/bans', { jail: 'manual', addresses: ['203.0.113.8'] });
      return body.results?.[0]?.status === 'banned';
    });
  });

  test('never keeps fail2ban from starting', async () => {
    const script = '/opt/bangui/deploy/systemd/fail2ban-access';
    await host.succeed(`mv ${script} ${script}.away && systemctl restart fail2ban`);
    expect(await host.succeed('systemctl is-active fail2ban')).toBe('active\n');
    await host.succeed(`mv ${script}.away ${script} && systemctl restart fail2ban`);
    await eventually('fail2ban is online', isHealthy);
  });

  test('is back after a crash, and does not wait for the lock of the one that died', async () => {
    const before = await property('MainPID');
    await host.succeed('systemctl kill --signal=KILL bangui');
    await eventually(
      'Another one is healthy',
      async () => (await isHealthy()) && (await property('NRestarts')) === '1',
      crashDeadlineMs,
    );
    expect(await property('MainPID')).not.toBe(before);
  });

  test('is not started over and over with settings that are wrong', async () => {
    await host.succeed('echo BANGUI_PORT=http >>/etc/bangui/bangui.env && systemctl restart bangui');
    await eventually('It has given up', async () => (await property('ActiveState')) === 'failed');
    expect(await property('ExecMainStatus')).toBe('78');
    await host.succeed("sed -i '/^BANGUI_PORT=http/d' /etc/bangui/bangui.env && systemctl restart bangui");
    await eventually('fail2ban is online', isHealthy);
  });
});

describe('make uninstall', () => {
  const folders = '/run/fail2ban /var/lib/fail2ban /etc/fail2ban';

  test('removes the program and its rights, and keeps data, settings and jails', async () => {
    const { output } = await host.make('uninstall');
    expect(output).toContain('/var/lib/bangui\n');
    expect(output).toContain('/etc/fail2ban/jail.d/bangui-manual.local\n');
    expect((await host.sh('systemctl cat bangui || ls /opt/bangui')).status).not.toBe(0);
    expect(await host.succeed(`getfacl -R -p ${folders}`)).not.toContain('bangui:');
    expect(await host.succeed('find /etc/fail2ban -user bangui')).toBe('');
    await host.succeed('test -s /var/lib/bangui/bangui.sqlite3 && test -s /etc/bangui/bangui.env');
    await host.succeed(isBlocked);
    await host.succeed('systemctl restart fail2ban');
    await eventually('The jail is there', async () => {
      return (await host.sh('fail2ban-client status manual')).status === 0;
    });
  });

  test('removes everything with PURGE=yes', async () => {
    expect(await host.make('uninstall PURGE=yes')).toMatchObject({ status: 0 });
    const left =
      'ls -d /var/lib/bangui /etc/bangui /etc/fail2ban/*.d/bangui-* 2>/dev/null; getent passwd bangui';
    expect((await host.sh(left)).output).toBe('');
    expect(await host.succeed('ipset list -n; iptables-save -t raw; ip6tables-save -t raw')).not.toContain(
      'bangui',
    );
    await eventually('Only the jail of the host is left', async () => {
      return /Jail list:\s+sshd$/m.test((await host.sh('fail2ban-client status')).output);
    });
  });
});
