/** What has to be typed on the other side; the words around it are in the texts. */
export const feedGuides = ['pfsense', 'opnsense', 'mikrotik', 'nftables'] as const;
export type FeedGuide = (typeof feedGuides)[number];

export const guideNames: Record<FeedGuide, string> = {
  pfsense: 'pfSense',
  opnsense: 'OPNsense',
  mikrotik: 'MikroTik',
  nftables: 'nftables',
};

/** RouterOS 7.13 or later, which reads files of any length piece by piece (`/file read`). */
function mikrotik(url: string): string {
  return `/tool fetch url="${url}" dst-path=bangui.txt
/ip firewall address-list remove [find list=bangui]
:local size [/file get bangui.txt size]
:local text ""
:for at from=0 to=($size - 1) step=4096 do={
  :set text ($text . ([/file read file=bangui.txt offset=$at chunk-size=4096 as-value]->"data"))
  :local end [:find $text "\\n"]
  :while ([:typeof $end] = "num") do={
    /ip firewall address-list add list=bangui address=[:pick $text 0 $end]
    :set text [:pick $text ($end + 1) [:len $text]]
    :set end [:find $text "\\n"]
  }
}`;
}

const mikrotikRule = '/ip firewall raw add chain=prerouting src-address-list=bangui action=drop';

/** nft(8): the set is emptied and filled in one transaction. */
function nftables(url: string): string {
  return `curl -fsS --compressed '${url}' -o /run/bangui.txt && {
  echo 'flush set inet bangui blocked'
  [ ! -s /run/bangui.txt ] || {
    echo 'add element inet bangui blocked {'
    sed 's/$/,/' /run/bangui.txt
    echo '}'
  }
} | nft -f -`;
}

const nftablesRule = `nft -f - <<'END'
table inet bangui {
  set blocked {
    type ipv4_addr
    flags interval
  }
  chain prerouting {
    type filter hook prerouting priority raw
    ip saddr @blocked drop
  }
}
END`;

/** The commands of a guide, in the order of its steps; `{ all, v4 }` are addresses of the feed. */
export function guideCommands(guide: FeedGuide, { all, v4 }: { all: string; v4: string }): string[] {
  if (guide === 'mikrotik') return [mikrotik(v4), mikrotikRule];
  if (guide === 'nftables') return [nftablesRule, nftables(v4)];
  return [all];
}
