export const truth = {
  title: 'In der Firewall',
  holds: 'Die Firewall sperrt genau, was fail2ban sagt.',
  nothingToJudge: 'Kein Jail sperrt so in der Firewall, dass BanGUI es lesen kann.',
  not_checked: 'Ob die Firewall sperrt, was fail2ban sagt, ist noch nicht geprüft.',
  settling: 'fail2ban trägt seine Sperren noch in die Firewall ein; danach wird wieder nachgesehen.',
  checked: 'Geprüft <when/>',
  checkNow: 'Jetzt prüfen',
  differs: 'Die Firewall ist nicht so, wie fail2ban sagt: {{differences}}',
  count: {
    missing_one: '{{count, number}} Sperre fehlt',
    missing_other: '{{count, number}} Sperren fehlen',
    extra_one: '{{count, number}} Adresse zu viel',
    extra_other: '{{count, number}} Adressen zu viel',
    shadowed_one: '{{count, number}} Sperre ohne Wirkung',
    shadowed_other: '{{count, number}} Sperren ohne Wirkung',
  },
  unavailable: {
    driver_off: 'BanGUI darf hier nicht in die Firewall sehen (BANGUI_BLOCKLIST_DRIVER ist „off“).',
    fail2ban_offline: 'fail2ban antwortet nicht, also lässt sich die Firewall nicht damit vergleichen.',
    jail_missing:
      'BanGUI kann noch nicht in die Firewall sehen: Das tut fail2ban für BanGUI im Jail „blocklist-import“.',
    jail_stopped:
      'BanGUI kann nicht in die Firewall sehen: Das Jail „blocklist-import“, in dem fail2ban das tut, ist angehalten.',
    jail_outdated:
      'BanGUI kann erst in die Firewall sehen, wenn das Jail „blocklist-import“ erneuert ist; es ist älter als dieses BanGUI.',
    listing_failed: 'In die Firewall ließ sich nicht sehen.',
    toBlocklists: 'Zu den Blocklisten',
    toJail: 'Zum Jail',
  },
  notLookedAt: 'Dieses Jail lief nicht, als in die Firewall gesehen wurde.',
  jailHolds: 'Alle, die dieses Jail sperrt, hält die Firewall auf, und niemanden sonst.',
  noActions: 'Dieses Jail hat keine Aktionen: Seine Sperren halten niemanden auf.',
  notJudged: 'Was {{actions}} tut, steht nicht in der Firewall, oder BanGUI kann es dort nicht lesen.',
  othersNotJudged: 'Nicht verglichen: {{actions}}.',
  missingDetail:
    'fail2ban nennt sie gesperrt, aber die Firewall lässt sie durch. Neu gesperrt behalten sie ihr Ende.',
  detachedDetail:
    'Die Kette oder das Set dieses Jails ist weg, oder keine Regel führt dorthin: Die Firewall lässt alle durch, die dieses Jail sperrt. fail2ban legt sie wieder an, wenn eine Sperre verlangt wird, die einige Sekunden alt ist; alle Sperren behalten ihr Ende.',
  shadowedDetail:
    'Die Firewall hat sie, aber eine Regel davor nimmt an, was sie senden. Diese Regel muss weg oder hinter die von fail2ban.',
  extraDetail:
    'Die Firewall hält sie auf, aber dieses Jail sperrt sie nicht: Jemand hat sie von Hand eingetragen, oder eine Freigabe schlug fehl. Diese Befehle nehmen sie heraus:',
  showMore_one: '{{count, number}} weitere zeigen',
  showMore_other: '{{count, number}} weitere zeigen',
  andMore_one: 'und {{count, number}} weitere',
  andMore_other: 'und {{count, number}} weitere',
  repair: {
    open_one: 'Neu sperren',
    open_other: 'Alle {{count, number}} neu sperren',
    done_one: '{{count, number}} Sperre von {{jail}} ist wieder in der Firewall.',
    done_other: '{{count, number}} Sperren von {{jail}} sind wieder in der Firewall.',
    failed_one: '{{count, number}} ließ sich nicht wieder eintragen',
    failed_other: '{{count, number}} ließen sich nicht wieder eintragen',
    failedDetail: 'Das Protokoll von fail2ban sagt, was die Aktion gemeldet hat.',
    stillMissing: 'Neu gesperrt, aber noch immer nicht in der Firewall.',
  },
} as const;
