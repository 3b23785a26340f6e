export const de = {
  nav: {
    label: 'Hauptnavigation',
    skip: 'Zum Inhalt springen',
    open: 'Menü öffnen',
    map: 'Karte',
    search: 'Suchen',
    searchKey: 'Strg K',
    dashboard: 'Übersicht',
    jails: 'Jails',
    bans: 'Sperren',
    allowList: 'Ausnahmen',
    blocklists: 'Blocklisten',
    configuration: 'Konfiguration',
    logs: 'Logs',
    history: 'Verlauf',
    settings: 'Einstellungen',
  },
  action: {
    retry: 'Erneut versuchen',
    undo: 'Rückgängig',
    cancel: 'Abbrechen',
    close: 'Schließen',
    save: 'Speichern',
    discard: 'Verwerfen',
    remove: 'Entfernen',
  },
  settings: {
    titleFor: 'Einstellungen von {{name}}',
    appearance: 'Sprache und Darstellung',
    language: 'Sprache',
    scheme: 'Darstellung',
    schemes: { light: 'Hell', dark: 'Dunkel', auto: 'Wie das System' },
    signOut: 'Abmelden',
  },
  failure: {
    unreachable: 'BanGUI antwortet nicht',
    unreachableDetail:
      'Die Verbindung zu BanGUI ist fehlgeschlagen. Prüfen Sie, ob BanGUI läuft und dieses Gerät mit dem Netz verbunden ist.',
    unexpected: 'Diese Seite ist defekt',
    unexpectedDetail:
      'Das ist ein Fehler von BanGUI selbst, nicht Ihrer. Andere Seiten gehen weiter; laden Sie diese neu.',
  },
  problem: {
    validation_failed: {
      title: 'Die Eingabe ist ungültig',
      detail: 'Etwas darin lässt sich nicht verwenden. BanGUI sagt dazu: {{detail}}',
    },
    malformed_request: {
      title: 'Die Anfrage ist nicht lesbar',
      detail: 'BanGUI konnte sie nicht lesen: {{detail}}',
    },
    not_authenticated: {
      title: 'Bitte zuerst anmelden',
      detail: 'Es gibt keine Sitzung, oder sie ist beendet. Melden Sie sich erneut an.',
    },
    invalid_credentials: {
      title: 'Falscher Benutzername oder falsches Passwort',
      detail: 'Benutzername und Passwort passen nicht zusammen.',
    },
    login_throttled: {
      title: 'Zu viele Fehlversuche',
      detail: 'Warten Sie vor dem nächsten Versuch {{count, number}} Sekunden.',
    },
    origin_not_allowed: {
      title: 'Von dieser Adresse aus darf nichts geändert werden',
      detail:
        'BanGUI kennt die Adresse {{origin}} nicht als seine eigene. Nehmen Sie sie in BANGUI_CORS_ALLOWED_ORIGINS auf; hinter einem Proxy tragen Sie diesen in BANGUI_TRUSTED_PROXIES ein und lassen ihn den Host-Header weitergeben.',
    },
    setup_required: {
      title: 'BanGUI ist noch nicht eingerichtet',
      detail: 'Legen Sie das erste Konto an, bevor Sie sich anmelden.',
    },
    setup_token_invalid: {
      title: 'Das Einrichtungs-Token ist falsch',
      detail:
        'Es ist nicht das Token aus dem Protokoll von BanGUI (Ereignis setup_pending) und der Datei setup-token in seinem Datenordner.',
    },
    setup_already_done: {
      title: 'BanGUI ist schon eingerichtet',
      detail: 'Es gibt schon ein Konto. Melden Sie sich damit an.',
    },
    not_found: {
      title: 'Hier ist nichts',
      detail: 'BanGUI kennt nicht, wonach gefragt wurde. Laden Sie die Seite nach einem Update neu.',
    },
    jail_not_found: {
      title: 'Dieses Jail gibt es nicht',
      detail:
        'fail2ban hat kein Jail dieses Namens. Vielleicht wurde es umbenannt oder aus der Konfiguration genommen.',
    },
    jail_not_running: {
      title: 'Das Jail ist nicht aktiv',
      detail: 'Starten Sie das Jail zuerst.',
    },
    jail_exists: {
      title: 'Das Jail gibt es schon',
      detail: 'Das Jail „manual“ ist bereits aktiv.',
    },
    network_too_large: {
      title: 'Das Netz ist zu groß',
      detail:
        'Netze größer als /8 (IPv6: /24) werden nie angenommen: Sie umfassen einen guten Teil des Internets.',
    },
    ban_duration_too_long: {
      title: 'So lange hält dieses Jail keine Sperre',
      detail: 'Das Jail hebt seine Sperren früher auf. Wählen Sie eine kürzere Dauer oder das Jail „manual“.',
    },
    ban_would_lock_out: {
      title: 'Diese Sperre könnte jemanden aussperren',
      detail:
        'Sie trifft eine Adresse, die Sie, dieser Server oder die Ausnahmeliste brauchen. Sperren Sie sie im Dialog, wo Sie das bestätigen können.',
    },
    allow_list_entry_exists: {
      title: 'Schon eine Ausnahme',
      detail: 'Diese Adresse steht hier schon auf der Ausnahmeliste.',
    },
    allow_list_entry_not_found: {
      title: 'Keine Ausnahme',
      detail: 'Diesen Eintrag gibt es nicht mehr; vielleicht hat ihn inzwischen jemand entfernt.',
    },
    allow_list_entry_in_file: {
      title: 'Dieser Eintrag stammt aus den Konfigurationsdateien',
      detail: 'Die Konfiguration von fail2ban enthält diese Adresse in ignoreip. Entfernen Sie sie dort.',
    },
    blocklist_not_found: {
      title: 'Diese Blockliste gibt es nicht',
      detail: 'Die Liste gibt es nicht mehr; vielleicht hat sie inzwischen jemand entfernt.',
    },
    blocklist_name_taken: {
      title: 'So heißt schon eine andere Blockliste',
      detail: 'Wählen Sie einen anderen Namen, damit sich beide unterscheiden lassen.',
    },
    list_unusable: {
      title: 'Die Liste ist nicht brauchbar',
      detail: 'BanGUI sagt dazu: {{detail}}',
    },
    blocklist_version_not_found: {
      title: 'Diese frühere Menge gibt es nicht mehr',
      detail: 'Nur die letzten fünf zusammengestellten Mengen bleiben erhalten.',
    },
    enforcement_failed: {
      title: 'Der Kernel hat die Menge nicht',
      detail: 'BanGUI sagt dazu: {{detail}}',
    },
    job_running: {
      title: 'Es läuft schon ein Import',
      detail: 'Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.',
    },
    not_scheduler_holder: {
      title: 'Eine andere Instanz führt die Aufgaben aus',
      detail:
        'Diese Instanz von BanGUI hält sich nur bereit. Tun Sie dies auf der, die die Aufgaben ausführt: {{detail}}',
    },
    run_not_found: {
      title: 'Diesen Import gibt es nicht',
      detail: 'Das Importprotokoll hat diesen Import nicht mehr.',
    },
    simulation_not_found: {
      title: 'Simulation nicht gefunden',
      detail:
        'Eine Simulation wird eine Stunde nach ihrem Ende vergessen, und wenn BanGUI neu startet. Simulieren Sie noch einmal.',
    },
    regex_test_not_found: {
      title: 'Diesen Versuch gibt es nicht',
      detail:
        'Ein Versuch wird eine Stunde nach seinem Ende vergessen, und wenn BanGUI neu startet. Probieren Sie den Filter noch einmal aus.',
    },
    filter_not_found: {
      title: 'Diesen Filter gibt es nicht',
      detail: 'fail2ban hat keinen Filter dieses Namens: {{detail}}',
    },
    too_many_runs: {
      title: 'Zu viele auf einmal',
      detail: 'Zwei laufen schon. Warten Sie, bis einer endet, oder brechen Sie einen ab.',
    },
    run_ended: {
      title: 'Der Import ist schon zu Ende',
      detail: 'Es gibt nichts mehr abzubrechen.',
    },
    configuration_refused: {
      title: 'fail2ban lehnt diese Konfiguration ab',
      detail: 'Die Antwort von fail2ban: {{detail}}',
    },
    configuration_not_writable: {
      title: 'Die Konfiguration lässt sich nicht schreiben',
      detail:
        'Geben Sie BanGUI das Recht, dort zu schreiben, oder legen Sie die Datei von Hand an. Im Einzelnen: {{detail}}',
    },
    configuration_file_not_found: {
      title: 'Diese Datei gibt es nicht',
      detail:
        'In fail2bans Konfiguration ist keine solche Datei. Vielleicht wurde sie entfernt oder umbenannt.',
    },
    configuration_file_unusable: {
      title: 'Diese Datei lässt sich nicht verwenden',
      detail: '{{detail}}',
    },
    configuration_changed_outside: {
      title: 'Die Dateien wurden inzwischen anderswo geändert',
      detail: '{{detail}}',
    },
    configuration_busy: {
      title: 'Eine andere Änderung wird gerade angewendet',
      detail: 'Versuchen Sie es gleich noch einmal.',
    },
    change_not_found: {
      title: 'Diese Änderung gibt es nicht',
      detail:
        'Eine Änderung, die nicht angewendet wird, ist nach einem Tag vergessen, und wenn BanGUI neu startet. Machen Sie sie noch einmal.',
    },
    change_not_applicable: {
      title: 'Diese Änderung lässt sich nicht anwenden',
      detail: '{{detail}}',
    },
    configuration_version_not_found: {
      title: 'Diese Version gibt es nicht',
      detail: 'Es gibt keine Version mit dieser Nummer.',
    },
    archive_unavailable: {
      title: 'Der Verlauf ist nicht lesbar',
      detail: 'BanGUIs eigene Aufzeichnung der Sperren antwortet nicht: {{detail}}',
    },
    fail2ban_unavailable: {
      title: 'fail2ban ist nicht erreichbar',
      detail: 'BanGUI nimmt gerade Verbindung zu fail2ban auf. Versuchen Sie es gleich noch einmal.',
    },
    payload_too_large: {
      title: 'Die Anfrage ist zu groß',
      detail: 'Das ist mehr auf einmal, als BanGUI annimmt. Teilen Sie es auf.',
    },
    unsupported_media_type: {
      title: 'Diese Form der Anfrage liest BanGUI nicht',
      detail: 'Laden Sie die Seite neu; sie ist vielleicht älter als der Server.',
    },
    internal_error: {
      title: 'In BanGUI ist etwas schiefgegangen',
      detail: 'Ein unerwarteter Fehler hat diese Anfrage beendet. Das Protokoll von BanGUI sagt mehr dazu.',
    },
    fail2ban_no_socket: {
      title: 'fail2ban läuft nicht',
      detail:
        'Unter {{socket}} gibt es keinen Socket von fail2ban. Starten Sie fail2ban, zum Beispiel mit „systemctl start fail2ban“, oder setzen Sie BANGUI_FAIL2BAN_SOCKET auf den Pfad seines Sockets.',
    },
    fail2ban_permission_denied: {
      title: 'Keine Berechtigung, mit fail2ban zu sprechen',
      detail:
        'BanGUI darf den Socket von fail2ban unter {{socket}} nicht öffnen. Starten Sie BanGUI als ein Benutzer, der dort schreiben darf, oder erlauben Sie es seiner Gruppe.',
    },
    fail2ban_refused: {
      title: 'fail2ban nimmt keine Verbindung an',
      detail:
        'Am Socket von fail2ban unter {{socket}} lauscht niemand: Wahrscheinlich wurde fail2ban beendet, ohne ihn zu entfernen. Starten Sie es neu, zum Beispiel mit „systemctl restart fail2ban“.',
    },
    fail2ban_timed_out: {
      title: 'fail2ban antwortet nicht rechtzeitig',
      detail:
        'fail2ban an {{socket}} ist beschäftigt oder hängt. Versuchen Sie es gleich noch einmal, und sehen Sie in sein Protokoll, wenn es dabei bleibt.',
    },
    fail2ban_garbage: {
      title: 'Die Antwort kommt nicht von fail2ban',
      detail:
        'Was an {{socket}} antwortet, kann BanGUI nicht lesen. Prüfen Sie, ob BANGUI_FAIL2BAN_SOCKET der Socket von fail2ban ist und keines anderen Programms und ob seine Version unterstützt wird.',
    },
    fail2ban_rejected: {
      title: 'fail2ban hat abgelehnt',
      detail: 'Die Antwort im Wortlaut: {{detail}}',
    },
    fail2ban_connection_lost: {
      title: 'Die Verbindung zu fail2ban ist abgebrochen',
      detail:
        'fail2ban an {{socket}} wurde beendet oder fährt gerade herunter. Prüfen Sie mit „systemctl status fail2ban“, ob es noch läuft.',
    },
    fail2ban_invalid_argument: {
      title: 'Kein Wert, den fail2ban annimmt',
      detail: 'An fail2ban wurde nichts gesendet: {{detail}}',
    },
    fail2ban_tool_failed: {
      title: 'Ein Kommandozeilenwerkzeug von fail2ban ist gescheitert',
      detail: 'Die Meldung im Wortlaut: {{detail}}',
    },
  },
  connection: {
    lost: 'Keine Verbindung zu BanGUI',
    lostDetail:
      'Was Sie sehen, ist möglicherweise veraltet. Die Seite verbindet sich von selbst neu und holt dann alles nach.',
  },
  daemon: {
    state: {
      online: 'Läuft',
      offline: 'Antwortet nicht',
      connecting: 'Verbindung wird aufgebaut …',
      unknown: 'Zustand unbekannt',
    },
    offline: 'fail2ban antwortet nicht',
    offlineDetail:
      'An {{socket}} lauscht niemand. Starten Sie fail2ban, zum Beispiel mit „systemctl start fail2ban“.',
    lastSeen: 'Nicht erreichbar seit',
    retrying: 'BanGUI versucht es weiter und macht von selbst weiter, sobald fail2ban antwortet.',
  },
  country: { unknown: 'Unbekannt' },
  duration: { permanent: 'Dauerhaft' },
  address: {
    problem: {
      not_an_address: 'ist weder eine Adresse noch ein Netz',
      bad_prefix: 'hat eine Präfixlänge, die es nicht gibt',
      network_too_large: 'ist zu groß: höchstens /8 (IPv4) oder /24 (IPv6)',
    },
  },
  column: {
    address: 'Adresse',
    country: 'Land',
    jail: 'Jail',
    state: 'Zustand',
    bannedAt: 'Gesperrt',
    expiresAt: 'Restzeit',
    bannedNow: 'Jetzt gesperrt',
    bannedTotal: 'Sperren gesamt',
    failedNow: 'Fehlversuche jetzt',
    failedTotal: 'Fehlversuche gesamt',
    rule: 'Regel',
    scope: 'Gilt für',
    note: 'Notiz',
    added: 'Hinzugefügt',
  },
  figure: {
    banned: 'Jetzt gesperrt',
    failed: 'Fehlversuche jetzt',
    jails: 'Aktive Jails',
    notKnown: 'zurzeit unbekannt',
    sinceStart: 'seit dem Start',
    noneStopped: 'Keines angehalten',
    stopped_one: '{{count, number}} angehalten',
    stopped_other: '{{count, number}} angehalten',
    daemon: {
      online: 'Erreichbar seit',
      offline: 'Nicht erreichbar seit',
      connecting: 'Verbindungsaufbau seit',
    },
  },
  dashboard: {
    allWell_one: 'Alles in Ordnung: {{count, number}} Jail ist aktiv.',
    allWell_other: 'Alles in Ordnung: {{count, number}} Jails sind aktiv.',
    notAllStopped_one: '{{count, number}} Jail ist aktiv, aber die Firewall hält nicht alle Gesperrten auf.',
    notAllStopped_other:
      '{{count, number}} Jails sind aktiv, aber die Firewall hält nicht alle Gesperrten auf.',
    someStopped_one: '{{count, number}} Jail ist angehalten, die übrigen sind aktiv.',
    someStopped_other: '{{count, number}} Jails sind angehalten, die übrigen sind aktiv.',
    noJails: 'fail2ban läuft, aber kein Jail ist aktiv.',
    outOfReach: 'Wie es um fail2ban jetzt steht, ist hier nicht bekannt.',
    reading: 'Die Sperren aller Jails werden gelesen …',
    offline: 'Zurzeit wird niemand neu gesperrt.',
    latest: 'Neueste Sperren',
    allBans: 'Alle Sperren',
    byJail: 'Jetzt gesperrt nach Jail',
    allJails: 'Alle Jails',
    noBans: 'Niemand ist gesperrt',
    noBansDetail: 'Jede Sperre erscheint hier innerhalb einer Sekunde, nachdem fail2ban sie verhängt hat.',
    newBans_one: '{{count, number}} neue Sperre',
    newBans_other: '{{count, number}} neue Sperren',
  },
  jails: {
    summary: 'Was fail2ban überwacht und wann es sperrt.',
    bannedNow: 'jetzt gesperrt',
    failedNow: 'Fehlversuche jetzt',
    none: 'fail2ban hat keine Jails',
    noneDetail:
      'Aktivieren Sie eines in /etc/fail2ban/jail.d und laden Sie fail2ban neu; es erscheint dann von selbst.',
  },
  rule: {
    short: {
      limited_one: '{{count, number}} Fehlversuch in {{window}} → {{duration}}',
      limited_other: '{{count, number}} Fehlversuche in {{window}} → {{duration}}',
      permanent_one: '{{count, number}} Fehlversuch in {{window}} → dauerhaft',
      permanent_other: '{{count, number}} Fehlversuche in {{window}} → dauerhaft',
    },
    long: {
      limited_one:
        'Sperrt nach {{count, number}} Fehlversuch. Zeitfenster: {{window}}. Sperrdauer: {{duration}}.',
      limited_other:
        'Sperrt nach {{count, number}} Fehlversuchen. Zeitfenster: {{window}}. Sperrdauer: {{duration}}.',
      permanent_one: 'Sperrt dauerhaft nach {{count, number}} Fehlversuch. Zeitfenster: {{window}}.',
      permanent_other: 'Sperrt dauerhaft nach {{count, number}} Fehlversuchen. Zeitfenster: {{window}}.',
    },
  },
  jail: {
    state: { running: 'Aktiv', stopped: 'Angehalten', unknown: 'Unbekannt' },
    isStopped: 'Dieses Jail überwacht nichts und sperrt niemanden.',
    isUnknown: 'fail2ban antwortet nicht; was dieses Jail tut, lässt sich nicht sagen.',
    isByHand: 'Hier wird nur von Hand gesperrt.',
    all: 'Zu den Jails',
    atRest: 'Was es überwacht und tut, steht hier, solange es läuft',
    atRestRule: 'Sobald es läuft, gilt laut seinen Dateien:',
    atRestDetail: 'Protokolldateien, Filter, Aktionen und Schwellen kommen vom laufenden Jail.',
    showBans: 'Sperren anzeigen',
    start: {
      open: 'Starten',
      title: '{{name}} starten?',
      consequence: '{{name}} überwacht seine Protokolle wieder und sperrt nach seiner Regel.',
      confirm: 'Jail starten',
      done: '{{name}} ist wieder aktiv.',
    },
    configure: 'Konfigurieren',
    stop: {
      open: 'Anhalten',
      title: '{{name}} anhalten?',
      consequence_zero:
        '{{name}} hört auf zu überwachen: Was es schützt, steht Angreifern offen, bis Sie es wieder starten.',
      consequence_one:
        '{{name}} hört auf zu überwachen: Was es schützt, steht Angreifern offen, bis Sie es wieder starten. Seine {{count, number}} Sperre wird aufgehoben.',
      consequence_other:
        '{{name}} hört auf zu überwachen: Was es schützt, steht Angreifern offen, bis Sie es wieder starten. Seine {{count, number}} Sperren werden aufgehoben.',
      confirm: 'Jail anhalten',
      done: '{{name}} ist angehalten.',
    },
    reload: {
      open: 'Neu laden',
      title: '{{name}} neu laden?',
      consequence: '{{name}} liest seine Konfigurationsdateien neu ein. Seine Sperren bleiben bestehen.',
      losesChanges:
        '{{name}} liest seine Konfigurationsdateien neu ein. Seine Sperren bleiben bestehen; hier geänderte Schwellen fallen auf die Werte der Dateien zurück.',
      confirm: 'Jail neu laden',
      done: '{{name}} ist neu geladen.',
    },
  },
  thresholds: {
    title: 'Schwellen',
    maxretry: 'Fehlversuche',
    maxretryReading: 'bis zur Sperre',
    maxretryWrong: 'Eine ganze Zahl von 1 bis 10.000',
    findtime: 'Innerhalb von',
    bantime: 'Sperren für',
    durationWrong: 'Eine Zeitangabe wie 10m, 2h oder 1d 12h',
    bantimeWrong: 'Eine Zeitangabe wie 10m oder 1d 12h, oder -1 für dauerhaft',
    saved: 'Für {{name}} gelten die neuen Schwellen.',
    untilRestart: 'Bis zum Neustart des Dienstes',
    filesSay: 'Nur am laufenden Jail geändert. In den Dateien steht:',
    increment: 'Wer wiederkommt, wird jedes Mal länger gesperrt.',
    simulate: 'Andere am Protokoll ausprobieren',
    incrementMaxtime: 'Höchstens: {{duration}}.',
    incrementRndtime: 'Ein zufälliger Aufschlag kommt dazu, bis zu {{duration}}.',
    incrementOveralljails: 'Frühere Sperren zählen in allen Jails.',
  },
  sources: {
    title: 'Überwacht',
    logPaths: 'Protokolldateien',
    journal: 'Journal',
    none: 'Nichts: Gesperrt wird nur von Hand.',
    datePattern: 'Datumsmuster',
    encoding: 'Zeichenkodierung',
    useDns: 'Rechnernamen auflösen',
    log: 'Log dieses Jails',
  },
  codeLines: { all: 'Alle {{count, number}} anzeigen' },
  filter: {
    title: 'Filter',
    try: 'Am Log ausprobieren',
    fail: 'Zählt als Fehlversuch',
    ignore: 'Wird ignoriert',
    none: 'Nichts',
  },
  actions: {
    title: 'Aktionen',
    none: 'Keine: Sperren werden vermerkt, aber nichts wird blockiert.',
    properties_one: '{{count, number}} Eigenschaft',
    properties_other: '{{count, number}} Eigenschaften',
  },
  ignore: {
    title: 'Sperrt nie',
    none: 'Niemand ist ausgenommen.',
    self: 'Diesen Server selbst',
  },
  bans: {
    active_one: '{{count, number}} aktive Sperre',
    active_other: '{{count, number}} aktive Sperren',
    lastKnown_one: '{{count, number}} Sperre, als fail2ban zuletzt antwortete',
    lastKnown_other: '{{count, number}} Sperren, als fail2ban zuletzt antwortete',
    matching_one: '{{count, number}} passende Sperre',
    matching_other: '{{count, number}} passende Sperren',
    search: 'Adressen suchen',
    searchPlaceholder: '203.0. oder 2001:db8::/32',
    filterJail: 'Jail',
    anyJail: 'Alle Jails',
    filterCountry: 'Land',
    anyCountry: 'Alle Länder',
    noCountry: 'Kein solches Land',
    clearFilters: 'Filter zurücksetzen',
    none: 'Niemand ist gesperrt',
    noneDetail: 'Sperren erscheinen hier von selbst, sobald fail2ban sie verhängt.',
    noMatch: 'Keine passende Sperre',
    noMatchDetail:
      'Suchen Sie nach dem Anfang einer Adresse wie 203.0. oder nach einem Netz wie 203.0.113.0/24, oder setzen Sie die Filter zurück.',
    select: '{{address}} in {{jail}} auswählen',
    selectPage: 'Alle auf dieser Seite auswählen',
    selection: 'Ausgewählte Sperren',
    selected_one: '{{count, number}} ausgewählt',
    selected_other: '{{count, number}} ausgewählt',
    clearSelection: 'Auswahl aufheben',
    times: '{{count, number}}×',
    endsNow: 'Endet jetzt',
    release: 'Entsperren',
    releaseOne: '{{address}} in {{jail}} entsperren',
    releaseTitle_one: 'Diese Adresse entsperren?',
    releaseTitle_other: '{{count, number}} Adressen entsperren?',
    releaseConsequence_one: 'Sie kann sich sofort wieder verbinden, bis sie erneut zu oft scheitert:',
    releaseConsequence_other: 'Sie können sich sofort wieder verbinden, bis sie erneut zu oft scheitern:',
    andMore_one: 'und {{count, number}} weitere',
    andMore_other: 'und {{count, number}} weitere',
    releasedOne: '{{address}} ist in {{jail}} nicht mehr gesperrt.',
    releasedMany_one: '{{count, number}} Sperre ist aufgehoben.',
    releasedMany_other: '{{count, number}} Sperren sind aufgehoben.',
    releaseFailed: 'Nicht alle Sperren ließen sich aufheben',
    wasOver: 'Diese Sperre war schon abgelaufen.',
    releaseJail: 'Alle in {{jail}} entsperren',
    releaseJailTitle: 'Alle Adressen in {{jail}} entsperren?',
    releaseJailConsequence_one:
      '{{count, number}} Adresse kann sich sofort wieder verbinden. {{jail}} überwacht weiter.',
    releaseJailConsequence_other:
      '{{count, number}} Adressen können sich sofort wieder verbinden. {{jail}} überwacht weiter.',
    releaseJailConfirm_one: '{{count, number}} Adresse entsperren',
    releaseJailConfirm_other: '{{count, number}} Adressen entsperren',
    releasedJail_one: '{{count, number}} Sperre von {{jail}} ist aufgehoben.',
    releasedJail_other: '{{count, number}} Sperren von {{jail}} sind aufgehoben.',
    evidenceOf: 'Warum ist {{address}} gesperrt?',
  },
  evidence: {
    none: 'fail2ban hat zu dieser Sperre keine Protokollzeilen aufbewahrt. Sperren von Hand haben keine.',
    some: 'Die Protokollzeilen, die zu dieser Sperre geführt haben:',
    failures_one: '{{count, number}} Fehlversuch führte zu dieser Sperre:',
    failures_other: '{{count, number}} Fehlversuche führten zu dieser Sperre:',
    truncated: 'Es werden nicht alle Zeilen gezeigt.',
    label: 'Protokollzeilen zu {{address}}',
  },
  pager: {
    label: 'Seiten',
    range: '{{first, number}}–{{last, number}} von {{total, number}}',
    first: 'Erste Seite',
    previous: 'Zurück',
    next: 'Weiter',
  },
  ban: {
    open: 'Adressen sperren',
    title: 'Adressen sperren',
    addresses: 'Adressen und Netze',
    addressesHint:
      'Eine oder viele, getrennt durch Zeilen, Kommas oder Leerzeichen. IPv4, IPv6 und Netze wie 198.51.100.0/24.',
    countAddresses_one: '{{count, number}} Adresse',
    countAddresses_other: '{{count, number}} Adressen',
    countNetworks_one: '{{count, number}} Netz',
    countNetworks_other: '{{count, number}} Netze',
    widened: '{{text}} sperrt {{meaning}}.',
    mistakeAt: 'Zeile {{line}}:',
    moreMistakes_one: 'und {{count, number}} weiterer Fehler',
    moreMistakes_other: 'und {{count, number}} weitere Fehler',
    jail: 'Jail',
    duration: 'Dauer',
    asJail: '{{duration}} (wie im Jail eingestellt)',
    longest: 'Höchstens {{duration}}: dann hebt {{jail}} seine Sperren auf.',
    otherDuration: 'Andere Dauer …',
    otherDurationLabel: 'Dauer als Zeitangabe',
    otherDurationHint: 'Zum Beispiel 45m, 2h oder 1d 12h',
    submit_zero: 'Sperren',
    submit_one: '{{count, number}} sperren',
    submit_other: '{{count, number}} sperren',
    anyway: 'Trotzdem sperren',
    doneOne: '{{address}} ist in {{jail}} gesperrt.',
    doneMany_one: '{{count, number}} Adresse ist in {{jail}} gesperrt.',
    doneMany_other: '{{count, number}} Adressen sind in {{jail}} gesperrt.',
    result: {
      banned: 'gesperrt',
      warning: 'gesperrt, aber vielleicht nicht aufgehalten',
      already_banned: 'war schon gesperrt',
      failed: 'nicht gesperrt',
    },
  },
  guard: {
    title: 'Damit könnten Sie sich aussperren',
    reason: {
      requester: 'trifft die Adresse, von der Sie verbunden sind',
      server: 'trifft eine Adresse dieses Servers',
      gateway: 'trifft das Gateway dieses Servers ins Netz',
      loopback: 'darüber erreicht dieser Server sich selbst',
      allow_list: 'trifft einen Eintrag der Ausnahmeliste',
    },
    confirm: '{{addresses}} trotzdem sperren',
  },
  manualJail: {
    missing: 'Das Jail „manual“ gibt es noch nicht',
    detail:
      'Es nimmt die Sperren auf, die Sie von Hand verhängen, jede mit eigener Dauer. BanGUI legt es in fail2ban als jail.d/bangui-manual.local an; sonst ändert sich nichts.',
    create: 'Jail anlegen',
    created: 'Das Jail „manual“ ist bereit.',
  },
  allowList: {
    summary:
      'Adressen, die nie gesperrt werden. Nach jedem Neustart von fail2ban gelten sie von selbst wieder.',
    add: 'Adresse hinzufügen',
    addTitle: 'Diese Adresse nie sperren',
    address: 'Adresse oder Netz',
    means: 'Steht für {{address}}',
    note: 'Notiz',
    notePlaceholder: 'Wem gehört sie, und warum?',
    everyJail: 'Alle Jails',
    by: 'von {{name}}',
    none: 'Es gibt keine Ausnahmen',
    noneDetail:
      'Tragen Sie die Adressen ein, von denen aus Sie arbeiten, damit ein vertipptes Passwort Sie nie aussperrt.',
    configuration: 'aus <name>ignoreip</name>',
    configurationDetail:
      'Dieser Eintrag steht in der Konfiguration von fail2ban und lässt sich nur dort ändern.',
    removeOne: '{{address}} ({{scope}}) entfernen',
    added: '{{address}} wird nie gesperrt.',
    removed: '{{address}} ist keine Ausnahme mehr.',
  },
  login: {
    title: 'Anmelden',
    lead: 'Sehen und verwalten Sie fail2ban auf diesem Server.',
    username: 'Benutzername',
    password: 'Passwort',
    showPassword: 'Passwort anzeigen',
    submit: 'Anmelden',
    wrong: 'Benutzername und Passwort passen nicht zusammen.',
    throttled: 'Zu viele Versuche.',
    wait: 'Bitte warten: {{duration}}',
  },
  cookie: {
    title: 'Anmelden ist hier noch nicht möglich',
    why: 'Sie haben {{origin}} ohne Verschlüsselung geöffnet, und über eine solche Verbindung behält Ihr Browser das Sitzungs-Cookie von BanGUI nicht. Zwei Wege führen weiter:',
    https: 'Stellen Sie HTTPS vor BanGUI, zum Beispiel mit einem Reverse-Proxy. Empfohlen.',
    insecure:
      'Starten Sie BanGUI in einem vertrauenswürdigen Netz mit <setting>BANGUI_COOKIE_SECURE=false</setting>.',
  },
  setup: {
    title: 'BanGUI einrichten',
    lead: 'Legen Sie das Konto an, mit dem Sie sich anmelden.',
    token: 'Einrichtungs-Token',
    tokenFromLink: 'Aus Ihrem Link übernommen.',
    tokenWhere: 'Es steht im Protokoll von BanGUI und in seinem Datenordner.',
    repeat: 'Passwort wiederholen',
    mismatch: 'Die beiden Passwörter sind verschieden.',
    submit: 'Konto anlegen',
    strength: {
      tooShort: 'Mindestens {{count, number}} Zeichen',
      weak: 'Leicht zu erraten; länger ist besser',
      fair: 'Brauchbar',
      strong: 'Stark',
    },
  },
  unknownPage: {
    title: 'Seite nicht gefunden',
    words: 'Unter dieser Adresse hat BanGUI keine Seite',
    detail: 'Der Link ist vielleicht vertippt oder älter als diese Version.',
    home: 'Zur Übersicht',
  },
} as const;
