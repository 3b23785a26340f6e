export const logs = {
  title: 'Log von fail2ban',
  journal: 'Aus dem Journal',
  rotated_one: '{{count, number}} rotierte Datei',
  rotated_other: '{{count, number}} rotierte Dateien',
  follow: 'Mitlesen',
  earlier: 'Frühere Zeilen',
  searched: 'Durchsucht, zurück bis',
  searchOn: 'Weiter zurück suchen',
  full: '{{count, number}} Zeilen werden gezeigt. Für frühere einen Zeitraum wählen.',
  waiting_one: '{{count, number}} neue Zeile',
  waiting_other: '{{count, number}} neue Zeilen',
  waitingMany: 'Mehr als {{count, number}} neue Zeilen',
  cut: '… und mehr',
  none: 'Das Log ist leer',
  noneDetail: 'Was fail2ban ab jetzt schreibt, erscheint hier von selbst.',
  noMatch: 'Keine Zeile passt',
  noMatchDetail: 'Einen längeren Zeitraum ansehen oder Filter löschen.',
  absent: 'Das Log ist zurzeit nicht da',
  absentDetail:
    'Es wurde verschoben oder gelöscht, oder BanGUI darf es nicht mehr lesen. BanGUI sucht danach und liest weiter, sobald es wieder da ist.',
  incomplete: {
    damaged: '{{name}} ist beschädigt und ließ sich nur teilweise lesen.',
    too_large: '{{name}} ist entpackt zu groß und ließ sich nur teilweise lesen.',
    unreadable: '{{name}} ist nicht lesbar; die Zeilen daraus fehlen hier.',
  },
  elsewhere: {
    title: 'fail2ban schreibt sein Log nach {{target}}',
    detail:
      'Dort kann BanGUI es nicht lesen. Setzen Sie logtarget in fail2ban.local auf eine Datei, die BanGUI lesen darf.',
    unknown: 'Niemand sagt, wo das Log ist',
    unknownDetail: 'fail2ban läuft nicht, und BanGUI kann seine Konfiguration nicht lesen.',
  },
  problem: {
    log_file_not_permitted: {
      title: 'Diese Datei liest BanGUI nicht',
      detail:
        'Sie ist keine gewöhnliche Datei in einem der Ordner aus BANGUI_LOG_DIRS und nicht das Log von fail2ban.',
    },
    log_file_not_found: {
      title: 'Die Datei ist nicht da',
      detail:
        'Das Log von fail2ban wurde verschoben oder gelöscht, oder BanGUI sieht es nicht, etwa in einem anderen Container.',
    },
    log_file_unreadable: {
      title: 'BanGUI darf die Datei nicht lesen',
      detail:
        'Geben Sie dem Benutzer von BanGUI das Recht dazu, etwa als Mitglied der Gruppe der Datei, oft adm.',
    },
    log_elsewhere: {
      title: 'fail2ban schreibt sein Log anderswohin',
      detail: 'Setzen Sie logtarget in fail2ban.local auf eine Datei, die BanGUI lesen darf.',
    },
  },
  filter: {
    text: 'Text im Log',
    textPlaceholder: 'Text im Log',
    address: 'Adresse oder Netz',
    addressPlaceholder: '203.0.113.7 oder 2001:db8::/32',
    addressWrong: 'Eine Adresse oder ein Netz wie 203.0.113.0/24',
    level: 'Stufe',
    anyLevel: 'Jede Stufe',
    atLeast: 'Ab {{level}}',
    jail: 'Jail',
    anyJail: 'Jedes Jail',
    clear: 'Filter löschen',
  },
  watched: {
    title: 'Logs, die Jails beobachten',
    jail: 'Jail',
    file: 'Datei',
    size: 'Größe',
    modified: 'Zuletzt geschrieben',
  },
} as const;
