import {
  IconBan,
  IconFence,
  IconFileCode,
  IconHistory,
  IconLayoutDashboard,
  IconListCheck,
  IconLogs,
  IconMap,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';

/** The pages that one can go to from everywhere, in the order of the menu. */
export const places = [
  { to: '/', label: 'nav.dashboard', Icon: IconLayoutDashboard },
  { to: '/map', label: 'nav.map', Icon: IconMap },
  { to: '/bans', label: 'nav.bans', Icon: IconBan },
  { to: '/history', label: 'nav.history', Icon: IconHistory },
  { to: '/jails', label: 'nav.jails', Icon: IconFence },
  { to: '/blocklists', label: 'nav.blocklists', Icon: IconListCheck },
  { to: '/configuration', label: 'nav.configuration', Icon: IconFileCode },
  { to: '/logs', label: 'nav.logs', Icon: IconLogs },
  { to: '/allow-list', label: 'nav.allowList', Icon: IconShieldCheck },
  { to: '/settings', label: 'nav.settings', Icon: IconSettings },
] as const;
