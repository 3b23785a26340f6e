import type { ConfigurationFile } from '../../../api/types';
import { jailGroups, serverGroups } from '../jail-keys';

interface Vocabulary {
  sections: readonly string[];
  keys: readonly string[];
  /** Tags that fail2ban replaces, with their angle brackets. */
  tags: readonly string[];
}

const keysOf = (groups: readonly { keys: readonly { key: string }[] }[]) =>
  groups.flatMap(({ keys }) => keys.map(({ key }) => key));

const captures = ['ID', 'USER', 'ALT_USER', 'CONTENT', 'MLFID', 'IP4', 'IP6', 'DNS', 'HOST', 'PORT'];
const switches = ['<F-MLFFORGET>', '<F-MLFGAINED>', '<F-NOFAIL>'];

const filterTags = [
  ...['<HOST>', '<ADDR>', '<IP4>', '<IP6>', '<DNS>', '<CIDR>', '<SUBNET>', '<SKIPLINES>'],
  ...captures.map((name) => `<F-${name}></F-${name}>`),
  ...switches.map((tag) => `${tag}${tag.replace('<', '</')}`),
];
const actionTags = [
  ...['<ip>', '<family>', '<ip-rev>', '<ip-host>', '<fid>', '<failures>', '<ipfailures>', '<ipjailfailures>'],
  ...[
    '<time>',
    '<bantime>',
    '<bancount>',
    '<restored>',
    '<name>',
    '<matches>',
    '<ipmatches>',
    '<ipjailmatches>',
  ],
  ...['<F-USER>', '<jail.banned>', '<jail.banned_total>', '<jail.found>', '<jail.found_total>', '<br>'],
];

const jailWords: Vocabulary = {
  sections: ['DEFAULT', 'INCLUDES'],
  keys: [...keysOf(jailGroups), 'before', 'after'],
  tags: ['<known/chain>', '<ip>', '<F-USER>', '<ip-host>', '<HOST>', '<ADDR>'],
};
const filterWords: Vocabulary = {
  sections: ['INCLUDES', 'DEFAULT', 'Definition', 'Init'],
  keys: [
    ...['before', 'after', '_daemon', 'prefregex', 'failregex', 'ignoreregex', 'mode', 'maxlines'],
    ...['datepattern', 'journalmatch', 'logtype', 'usedns'],
  ],
  tags: filterTags,
};
const actionWords: Vocabulary = {
  sections: ['INCLUDES', 'DEFAULT', 'Definition', 'Init'],
  keys: [
    ...[
      'before',
      'after',
      'actionstart',
      'actionstop',
      'actioncheck',
      'actionban',
      'actionunban',
      'actionprolong',
    ],
    ...['actionflush', 'actionrepair', 'actionreload', 'actionstart_on_demand', 'norestored', 'timeout'],
    ...['name', 'port', 'protocol', 'chain', 'blocktype'],
  ],
  tags: actionTags,
};
const serverWords: Vocabulary = {
  sections: ['DEFAULT', 'Definition', 'Thread'],
  keys: [...keysOf(serverGroups), 'stacksize'],
  tags: [],
};

/** The words of a kind of file. Source: jail.conf(5) and, for tags of actions, `Actions.ActionInfo.CALL_MAP`. */
export const vocabularies: Record<ConfigurationFile['kind'], Vocabulary> = {
  jail: jailWords,
  filter: filterWords,
  action: actionWords,
  server: serverWords,
  paths: { sections: ['INCLUDES', 'DEFAULT'], keys: ['before', 'after'], tags: [] },
  other: { sections: [], keys: [], tags: [] },
};
