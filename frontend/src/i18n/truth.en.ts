/** Whether the firewall holds what fail2ban calls banned. */
export const truth = {
  title: 'In the firewall',
  holds: 'The firewall holds what fail2ban says.',
  nothingToJudge: 'No jail bans in the firewall in a way that BanGUI can read.',
  not_checked: 'Whether the firewall holds what fail2ban says has not been checked yet.',
  settling: 'fail2ban is still putting its bans into the firewall; that is looked at again.',
  checked: 'Checked <when/>',
  checkNow: 'Check now',
  differs: 'The firewall is not as fail2ban says: {{differences}}',
  count: {
    missing_one: '{{count, number}} ban missing',
    missing_other: '{{count, number}} bans missing',
    extra_one: '{{count, number}} address too many',
    extra_other: '{{count, number}} addresses too many',
    shadowed_one: '{{count, number}} ban without effect',
    shadowed_other: '{{count, number}} bans without effect',
  },
  unavailable: {
    driver_off: 'BanGUI is not allowed to look into the firewall here (BANGUI_BLOCKLIST_DRIVER is “off”).',
    fail2ban_offline: 'fail2ban does not answer, so the firewall cannot be compared with it.',
    jail_missing:
      'BanGUI cannot look into the firewall yet: fail2ban does that for it in the jail “blocklist-import”.',
    jail_stopped:
      'BanGUI cannot look into the firewall: the jail “blocklist-import”, in which fail2ban does that for it, is stopped.',
    jail_outdated:
      'BanGUI cannot look into the firewall until the jail “blocklist-import”, which is older than this BanGUI, is renewed.',
    listing_failed: 'The firewall could not be looked at.',
    toBlocklists: 'To the blocklists',
    toJail: 'To the jail',
  },
  notLookedAt: 'This jail was not running when the firewall was looked at.',
  jailHolds: 'Everybody whom this jail bans is stopped by the firewall, and nobody else is.',
  noActions: 'This jail has no actions: its bans stop nobody.',
  notJudged: 'What {{actions}} does is not in the firewall, or BanGUI cannot read it there.',
  othersNotJudged: 'Not compared: {{actions}}.',
  missingDetail:
    'fail2ban calls them banned, but the firewall lets them pass. Banned again, they keep their end.',
  detachedDetail:
    'The chain or set of this jail is gone, or no rule leads to it: the firewall lets everybody pass whom this jail bans. fail2ban makes it again when it is asked for a ban that is some seconds old; all bans keep their end.',
  shadowedDetail:
    'The firewall has them, but a rule before accepts what they send. Remove that rule, or move it behind those of fail2ban.',
  extraDetail:
    'The firewall stops them, but this jail does not ban them: somebody put them there by hand, or a release failed. These commands take them out:',
  showMore_one: 'Show {{count, number}} more',
  showMore_other: 'Show {{count, number}} more',
  andMore_one: 'and {{count, number}} more',
  andMore_other: 'and {{count, number}} more',
  repair: {
    open_one: 'Ban again',
    open_other: 'Ban all {{count, number}} again',
    done_one: '{{count, number}} ban of {{jail}} is in the firewall again.',
    done_other: '{{count, number}} bans of {{jail}} are in the firewall again.',
    failed_one: '{{count, number}} could not be put back',
    failed_other: '{{count, number}} could not be put back',
    failedDetail: 'fail2ban’s log tells what its action said.',
    stillMissing: 'Banned again, but still not in the firewall.',
  },
} as const;
