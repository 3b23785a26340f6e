import { expect, test } from 'vitest';
import { readKernelListing } from '../../firewall/kernel-listing.ts';
import { agreedOn, type CheckedJail, judgeJails } from './jail-truth.ts';

const chainAction = (chain: string) => ({
  name: 'iptables-allports',
  properties: {
    actionban: `<iptables> -I ${chain} 1 -s <ip> -j <blocktype>`,
    iptables: 'iptables <lockingopt>',
    'iptables?family=inet6': 'ip6tables <lockingopt>',
    lockingopt: '-w 5',
    blocktype: 'DROP',
  },
});
const setAction = {
  name: 'iptables-ipset',
  properties: {
    actionban: 'ipset -exist add <ipmset> <ip> timeout 0',
    iptables: 'iptables -w',
    ipmset: 'f2b-<name>',
    'ipmset?family=inet6': 'f2b-<name>6',
    name: 'sets',
  },
};
const inChain: CheckedJail = { name: 'one', actions: [chainAction('f2b-one')] };
const inSet: CheckedJail = { name: 'sets', actions: [setAction] };
const setRule = '-A INPUT -m set --match-set f2b-sets src -j DROP';

function listing(rules: string[], members: string[] = []) {
  const sets = ['create f2b-sets hash:ip', ...members.map((member) => `add f2b-sets ${member}`)];
  return readKernelListing(
    [
      '[iptables]',
      ...rules,
      '[end of iptables]',
      '[ip6tables]',
      '[end of ip6tables]',
      '[ipset]',
      ...sets,
      '[end of ipset]',
    ].join('\n'),
  );
}

const banned = (jail: string, ...addresses: string[]) => new Map([[jail, new Set(addresses)]]);
const block = (source: string) => `-A f2b-one -s ${source} -j DROP`;

function judge(jail: CheckedJail, rules: string[], addresses: string[], members: string[] = []) {
  const then = banned(jail.name, ...addresses);
  const [truth] = judgeJails([jail], listing(rules, members), then, then);
  return truth;
}

test('a ban that came or went while the kernel was listed is neither missing nor extra', () => {
  const before = banned('one', '192.0.2.1', '192.0.2.2');
  const after = banned('one', '192.0.2.2', '192.0.2.3');
  const held = listing(['-A INPUT -j f2b-one', block('192.0.2.2/32'), block('192.0.2.1/32')]);
  expect(judgeJails([inChain], held, before, after)[0]).toMatchObject({ missing: [], extra: [] });
});

test('two jails that share a chain are not extra to each other', () => {
  const other: CheckedJail = { name: 'two', actions: [chainAction('f2b-one')] };
  const then = new Map([...banned('one', '192.0.2.1'), ...banned('two', '192.0.2.2')]);
  const rules = ['192.0.2.1/32', '192.0.2.2/32', '192.0.2.3/32'].map(block);
  const truths = judgeJails([inChain, other], listing(['-A INPUT -j f2b-one', ...rules]), then, then);
  expect(truths.flatMap(({ missing }) => missing)).toEqual([]);
  expect(truths.flatMap(({ extra }) => extra)).toEqual([
    { address: '192.0.2.3', removal: 'iptables -D f2b-one -s 192.0.2.3/32 -j DROP' },
  ]);
});

test('a network is held by its addresses, and missing when one of them is', () => {
  const members = ['192.0.2.0', '192.0.2.1', '192.0.2.2', '192.0.2.3'];
  expect(judge(inSet, [setRule], ['192.0.2.0/30'], members)).toMatchObject({ missing: [], extra: [] });
  expect(judge(inSet, [setRule], ['192.0.2.0/30'], members.slice(1))).toMatchObject({
    missing: ['192.0.2.0/30'],
    extra: [],
  });
});

test('an address is held by a network around it', () => {
  const truth = judge(inChain, ['-A INPUT -j f2b-one', block('192.0.2.0/24')], ['192.0.2.9']);
  expect(truth).toMatchObject({ missing: [], extra: [{ address: '192.0.2.0/24' }] });
});

test('a set that no rule asks holds nothing', () => {
  const truth = judge(inSet, [], ['192.0.2.1'], ['192.0.2.1']);
  expect(truth).toMatchObject({ missing: ['192.0.2.1'], detached: ['192.0.2.1'] });
});

test('a ban of the family that an action cannot ban is missing', () => {
  expect(judge(inSet, [setRule], ['2001:db8::1'])).toMatchObject({ missing: ['2001:db8::1'] });
});

test('a host name that fail2ban calls banned is left out', () => {
  expect(judge(inChain, ['-A INPUT -j f2b-one'], ['host.example'])).toMatchObject({ missing: [] });
});

test.each([
  ['-A INPUT -s 192.0.2.0/24 -j ACCEPT', 1],
  ['-A INPUT -j ACCEPT', 1],
  ['-A INPUT -s 192.0.2.0/24 -m comment --comment "a friend" -j ACCEPT', 1],
  ['-A INPUT -s 203.0.113.0/24 -j ACCEPT', 0],
  ['-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT', 0],
  ['-A INPUT -i lo -j ACCEPT', 0],
  ['-A INPUT -p tcp -j ACCEPT', 0],
  ['-A FORWARD -j ACCEPT', 0],
  ['-A INPUT -s 192.0.2.0/24 -j DROP', 0],
])('%s before the jump shadows %d bans', (rule, count) => {
  const truth = judge(inChain, [rule, '-A INPUT -j f2b-one', block('192.0.2.1/32')], ['192.0.2.1']);
  expect(truth?.shadowed).toHaveLength(count);
});

test('in the jail’s own chain only what comes first lets a source pass', () => {
  const pass = '-A f2b-one -s 192.0.2.0/24 -j RETURN';
  const rules = [
    '-A INPUT -j f2b-one',
    block('192.0.2.1/32'),
    pass,
    block('192.0.2.2/32'),
    '-A f2b-one -j RETURN',
  ];
  expect(judge(inChain, rules, ['192.0.2.1', '192.0.2.2'])?.shadowed).toEqual([
    { address: '192.0.2.2', rule: pass },
  ]);
});

test('a rule that only writes to the log stops nobody', () => {
  const rules = ['-A INPUT -j f2b-one', '-A f2b-one -s 192.0.2.1/32 -j LOG'];
  expect(judge(inChain, rules, ['192.0.2.1'])?.missing).toEqual(['192.0.2.1']);
});

test.each([
  ['sendmail', { actionban: 'printf %%b "Subject: banned <ip>"' }],
  ['firewallcmd-ipset', { actionban: 'ipset -exist add f2b-one <ip> timeout 0' }],
  ['iptables of another place', { actionban: '/opt/iptables -I f2b-one 1 -s <ip> -j DROP' }],
  ['nftables of another table', { actionban: 'nft add element inet filter addr-set-one \\{ <ip> \\}' }],
  ['an empty one', {}],
])(
  'an action that is not understood for sure is not judged: %s',
  (name, properties: Record<string, string>) => {
    const truth = judge({ name: 'one', actions: [{ name, properties }] }, [], ['192.0.2.1']);
    expect(truth).toMatchObject({ checkedActions: [], otherActions: [name], missing: [] });
  },
);

test('where the kernel could not be listed nothing is judged', () => {
  const then = banned('one', '192.0.2.1');
  const [truth] = judgeJails([inChain], readKernelListing('status=ok'), then, then);
  expect(truth).toMatchObject({ checkedActions: [], otherActions: ['iptables-allports'], missing: [] });
});

test('what only one of two looks has found is dropped', () => {
  const rules = ['-A INPUT -j f2b-one', block('192.0.2.8/32'), block('192.0.2.9/32')];
  const first = judge(inChain, rules, ['192.0.2.1', '192.0.2.2', '192.0.2.8']);
  const second = judge(inChain, rules, ['192.0.2.2', '192.0.2.3', '192.0.2.9']);
  expect(agreedOn(first ? [first] : [], second ? [second] : [])).toMatchObject([
    { missing: ['192.0.2.2'], extra: [] },
  ]);
});

test('many bans and many exceptions are judged in one go', () => {
  const sources = Array.from({ length: 10_000 }, (_, n) => `10.0.${n >> 8}.${n & 255}`);
  const accepts = Array.from(
    { length: 1_000 },
    (_, n) => `-A INPUT -s 10.9.${n >> 8}.${n & 255}/32 -j ACCEPT`,
  );
  const blocks = sources.slice(1).map((source) => block(`${source}/32`));
  const truth = judge(inChain, [...accepts, '-A INPUT -j f2b-one', ...blocks], sources);
  expect(truth).toMatchObject({ missing: ['10.0.0.0'], extra: [], shadowed: [] });
});
