/**
 * Well-known public lists of addresses, to be added with one click. The licence is what the maintainer says on the
 * homepage or in the list itself, as of August 2026; schedules stay within what maintainers ask for.
 */

import type { ReadableFormat } from './line-readers.ts';

export interface CatalogueEntry {
  /** Stays the same for ever. */
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly homepage: string;
  readonly licence: string;
  readonly description: { readonly en: string; readonly de: string };
  readonly format: ReadableFormat;
  /** Counted from 1; for CSV only. */
  readonly csvColumn: number;
  /** Cron expression, in UTC; off the full hour, when everybody else asks. */
  readonly schedule: string;
}

const spamhausTerms =
  'Free for everybody. Credit to the Spamhaus Project; date and copyright stay with the data; at most one download an hour.';
const blocklistDeTerms = 'No licence stated: free service, files as they are, use at your own risk.';
const fireholTerms = 'No licence of its own; the terms of the lists it is made of apply.';
const emergingThreatsTerms = 'BSD 3-clause, as the rules of Emerging Threats Open.';

export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'spamhaus-drop',
    name: 'Spamhaus DROP',
    url: 'https://www.spamhaus.org/drop/drop.txt',
    homepage: 'https://www.spamhaus.org/blocklists/do-not-route-or-peer/',
    licence: spamhausTerms,
    description: {
      en: 'IPv4 networks that were hijacked or are rented by professional criminals. Hardly any false positives.',
      de: 'IPv4-Netze, die gekapert wurden oder von Kriminellen gemietet sind. Kaum Fehlalarme.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '23 4 * * *',
  },
  {
    id: 'spamhaus-drop-v6',
    name: 'Spamhaus DROP IPv6',
    url: 'https://www.spamhaus.org/drop/dropv6.txt',
    homepage: 'https://www.spamhaus.org/blocklists/do-not-route-or-peer/',
    licence: spamhausTerms,
    description: {
      en: 'IPv6 networks that are given to spammers and other criminals. Hardly any false positives.',
      de: 'IPv6-Netze, die an Spammer und andere Kriminelle vergeben sind. Kaum Fehlalarme.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '26 4 * * *',
  },
  {
    id: 'firehol-level1',
    name: 'FireHOL level 1',
    url: 'https://raw.githubusercontent.com/firehol/blocklist-ipsets/master/firehol_level1.netset',
    homepage: 'https://iplists.firehol.org/?ipset=firehol_level1',
    licence: fireholTerms,
    description: {
      en: 'Spamhaus DROP, DShield and address space that nobody uses, in one list, chosen for few false positives.',
      de: 'Spamhaus DROP, DShield und Adressraum, den niemand nutzt, in einer Liste; auf wenige Fehlalarme ausgelegt.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '37 3 * * *',
  },
  {
    id: 'firehol-level2',
    name: 'FireHOL level 2',
    url: 'https://raw.githubusercontent.com/firehol/blocklist-ipsets/master/firehol_level2.netset',
    homepage: 'https://iplists.firehol.org/?ipset=firehol_level2',
    licence: fireholTerms,
    description: {
      en: 'Attackers of about the last 48 hours: blocklist.de, DShield and GreenSnow in one list.',
      de: 'Angreifer etwa der letzten 48 Stunden: blocklist.de, DShield und GreenSnow in einer Liste.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '43 3 * * *',
  },
  {
    id: 'blocklist-de-all',
    name: 'blocklist.de, all attacks',
    url: 'https://lists.blocklist.de/lists/all.txt',
    homepage: 'https://www.blocklist.de/en/export.html',
    licence: blocklistDeTerms,
    description: {
      en: 'Addresses that attacked users of fail2ban and similar programs in the last 48 hours, as those reported.',
      de: 'Adressen, die in den letzten 48 Stunden Nutzer von fail2ban und ähnlichen Programmen angriffen, wie von diesen gemeldet.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '17 */6 * * *',
  },
  {
    id: 'blocklist-de-ssh',
    name: 'blocklist.de, SSH',
    url: 'https://lists.blocklist.de/lists/ssh.txt',
    homepage: 'https://www.blocklist.de/en/export.html',
    licence: blocklistDeTerms,
    description: {
      en: 'Addresses that were reported for attacks on SSH in the last 48 hours; part of the list of all attacks.',
      de: 'Adressen, die in den letzten 48 Stunden wegen Angriffen auf SSH gemeldet wurden; Teil der Liste aller Angriffe.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '19 */6 * * *',
  },
  {
    id: 'cins-army',
    name: 'CINS Army',
    url: 'https://cinsscore.com/list/ci-badguys.txt',
    homepage: 'https://cinsscore.com/',
    licence: 'No formal licence: "use in any way you see fit".',
    description: {
      en: 'The 15,000 addresses with the worst score that Sentinel sensors see and few other lists hold.',
      de: 'Die 15.000 Adressen mit der schlechtesten Bewertung, die Sentinel-Sensoren sehen und die in wenigen anderen Listen stehen.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '29 */6 * * *',
  },
  {
    id: 'emerging-threats-block',
    name: 'Emerging Threats, block',
    url: 'https://rules.emergingthreats.net/fwrules/emerging-Block-IPs.txt',
    homepage: 'https://rules.emergingthreats.net/',
    licence: emergingThreatsTerms,
    description: {
      en: 'Collected for firewalls by Emerging Threats; holds much of Spamhaus DROP and DShield.',
      de: 'Von Emerging Threats für Firewalls gesammelt; enthält viel von Spamhaus DROP und DShield.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '11 5 * * *',
  },
  {
    id: 'emerging-threats-compromised',
    name: 'Emerging Threats, compromised',
    url: 'https://rules.emergingthreats.net/blockrules/compromised-ips.txt',
    homepage: 'https://rules.emergingthreats.net/',
    licence: emergingThreatsTerms,
    description: {
      en: 'Machines that are known to be hacked or hostile; a short list.',
      de: 'Rechner, die bekanntermaßen gehackt oder feindlich sind; eine kurze Liste.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '13 5 * * *',
  },
  {
    id: 'dshield',
    name: 'DShield, top 20',
    url: 'https://feeds.dshield.org/block.txt',
    homepage: 'https://www.dshield.org/',
    licence: 'CC BY-NC-SA 2.5, as the list itself states.',
    description: {
      en: 'The 20 networks (/24) that attacked most targets in the last three days. Some of them scan for research.',
      de: 'Die 20 Netze (/24), die in den letzten drei Tagen die meisten Ziele angriffen. Manche scannen für die Forschung.',
    },
    format: 'dshield',
    csvColumn: 1,
    schedule: '41 */12 * * *',
  },
  {
    id: 'greensnow',
    name: 'GreenSnow',
    url: 'https://blocklist.greensnow.co/greensnow.txt',
    homepage: 'https://greensnow.co/',
    licence:
      'All rights reserved: may not be reproduced or republished, so leave it out where you share the feed.',
    description: {
      en: 'Addresses that scan ports or try passwords of FTP, mail, SSH and web servers around the world.',
      de: 'Adressen, die weltweit Ports abtasten oder Passwörter von FTP-, Mail-, SSH- und Webservern durchprobieren.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '47 */6 * * *',
  },
  {
    id: 'binary-defense',
    name: 'Binary Defense Artillery',
    url: 'https://www.binarydefense.com/banlist.txt',
    homepage: 'https://www.binarydefense.com/',
    licence:
      'For public use; no commercial resale and not in services that cost money, as the list itself states.',
    description: {
      en: 'Addresses that touched the Artillery honeypots.',
      de: 'Adressen, die an die Artillery-Honeypots gerieten.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '53 5 * * *',
  },
  {
    id: 'ipsum-level3',
    name: 'IPsum, level 3',
    url: 'https://raw.githubusercontent.com/stamparm/ipsum/master/levels/3.txt',
    homepage: 'https://github.com/stamparm/ipsum',
    licence: 'The Unlicense (public domain).',
    description: {
      en: 'Addresses that are on three or more of over 30 public lists.',
      de: 'Adressen, die auf mindestens drei von über 30 öffentlichen Listen stehen.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '31 6 * * *',
  },
  {
    id: 'bruteforceblocker',
    name: 'BruteForceBlocker',
    url: 'https://danger.rulez.sk/projects/bruteforceblocker/blist.php',
    homepage: 'https://danger.rulez.sk/index.php/bruteforceblocker/',
    licence: 'No licence stated.',
    description: {
      en: 'Addresses that tried passwords of SSH servers, reported by users of BruteForceBlocker; a short list.',
      de: 'Adressen, die Passwörter von SSH-Servern durchprobierten, gemeldet von Nutzern von BruteForceBlocker; eine kurze Liste.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '7 7 * * *',
  },
  {
    id: 'turris-greylist',
    name: 'Turris Sentinel greylist',
    url: 'https://view.sentinel.turris.cz/greylist-data/greylist-latest.csv',
    homepage: 'https://view.sentinel.turris.cz/',
    licence: 'CC BY-NC-SA 4.0: not for commercial use.',
    description: {
      en: 'Addresses that attacked the Turris routers of CZ.NIC and their honeypots.',
      de: 'Adressen, die die Turris-Router von CZ.NIC und deren Honeypots angriffen.',
    },
    format: 'csv',
    csvColumn: 1,
    schedule: '9 8 * * *',
  },
  {
    id: 'tor-exits',
    name: 'Tor exit nodes',
    url: 'https://check.torproject.org/torbulkexitlist',
    homepage: 'https://www.torproject.org/',
    licence: 'No licence stated.',
    description: {
      en: 'Not malicious by itself: where Tor users come from. Blocks attackers among them, and everybody else who needs Tor.',
      de: 'An sich nicht bösartig: woher Tor-Nutzer kommen. Sperrt Angreifer unter ihnen und alle anderen, die Tor brauchen.',
    },
    format: 'plain',
    csvColumn: 1,
    schedule: '3 */6 * * *',
  },
];
