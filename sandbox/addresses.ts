import type { Random } from './random.ts';

/** IPv4 networks of 4,096 addresses and an IPv6 /32, each of one country in geo-whois-asn-country. */
const NETWORKS_BY_COUNTRY: Record<string, string> = {
  CN: '218.78.112.0 182.130.80.0 2403:b680::',
  US: '184.117.240.0 2601:767::',
  RU: '95.27.208.0 5.131.176.0 2a09:acc5::',
  IN: '115.184.64.0 171.76.0.0 2001:dfd::',
  BR: '179.153.32.0 191.173.192.0 2804:49b0::',
  VN: '112.72.64.0 14.228.112.0 2404:c6c0::',
  NL: '81.59.224.0 145.114.176.0 2001:1c0a::',
  DE: '139.19.176.0 217.115.128.0 2a0e:8806::',
  ID: '39.235.176.0 39.207.48.0 2401:d940::',
  KR: '210.221.96.0 211.105.192.0 2402:1b0::',
  HK: '209.9.144.0 119.28.144.0 2405:e440::',
  SG: '43.86.176.0 137.132.96.0 2402:d0c0::',
  FR: '46.192.16.0 163.110.16.0 2a00:7ec4::',
  GB: '135.246.208.0 2a08:81b::',
  UA: '95.133.96.0 95.109.240.0 2a09:bcc0::',
  TW: '1.174.192.0 140.96.32.0 2001:b5c7::',
  TH: '1.46.32.0 124.120.128.0 2407:b1c0::',
  TR: '176.219.16.0 88.252.112.0 2a05:3044::',
  IR: '2.184.0.0 2.186.96.0 2001:3ec1::',
  PL: '213.76.224.0 79.173.0.0 2a06:8341::',
  RO: '89.124.128.0 89.121.112.0 2a05:fec6::',
  BG: '213.91.208.0 93.152.176.0 2a0f:707::',
  IT: '5.168.240.0 195.103.144.0 2a0a:ccc3::',
  ES: '83.32.176.0 84.122.144.0 2a0c:1f86::',
  MX: '201.150.208.0 201.109.144.0 2001:1258::',
  AR: '181.85.240.0 190.191.16.0 2001:13d3::',
  CO: '181.249.224.0 191.64.176.0 2803:b590::',
  CL: '190.121.64.0 179.2.80.0 2803:5430::',
  PE: '200.121.0.0 190.187.64.0 2803:5760::',
  EC: '190.154.240.0 181.211.0.0 2803:d560::',
  VE: '181.187.48.0 150.187.240.0 2800:10a0::',
  CA: '174.115.48.0 132.219.96.0 2607:ae00::',
  AU: '220.238.112.0 120.23.48.0 2001:b802::',
  JP: '52.196.64.0 125.11.160.0 2400:2105::',
  PK: '182.182.48.0 182.187.224.0 2400:addd::',
  BD: '210.1.240.0 112.137.0.0 2400:e260::',
  LK: '124.43.0.0 112.135.80.0 2404:f000::',
  NP: '36.252.32.0 111.119.32.0 2406:e1c0::',
  PH: '49.149.240.0 115.147.64.0 2400:e6c0::',
  MY: '14.1.128.0 42.191.208.0 2400:c4c0::',
  KZ: '5.76.224.0 84.240.224.0 2a0e:42c2::',
  UZ: '84.54.112.0 213.206.32.0 2a0b:4f87::',
  GE: '82.211.144.0 176.73.0.0 2001:3944::',
  AM: '46.70.224.0 46.71.128.0 2a0d:b801::',
  AZ: '5.197.128.0 5.191.240.0 2a02:ecc5::',
  IL: '95.86.64.0 34.165.128.0 2a0b:c746::',
  SA: '5.247.240.0 212.26.48.0 2a02:edc1::',
  AE: '217.165.176.0 5.192.64.0 2a09:91c5::',
  EG: '197.123.176.0 62.114.48.0 2c0e:9d6::',
  MA: '154.148.16.0 196.78.144.0 2c0e:60f3::',
  DZ: '41.96.208.0 154.243.32.0 2c0f:41a0::',
  TN: '197.30.240.0 102.30.208.0 2c0f:4840::',
  NG: '197.234.48.0 154.113.96.0 2c0f:6e8a::',
  KE: '105.50.176.0 196.106.224.0 2c0f:64c0::',
  ZA: '41.115.160.0 146.231.80.0 2c0e:2ce7::',
  GH: '154.172.224.0 197.253.112.0 2c0e:a0ee::',
  SN: '154.124.192.0 154.125.144.0 2c0f:e960::',
  SE: '13.48.128.0 147.180.64.0 2001:2a2d::',
  FI: '62.241.240.0 157.180.80.0 2001:407f::',
  NO: '62.16.160.0 158.39.176.0 2001:4673::',
  DK: '2.106.32.0 62.61.144.0 2001:2017::',
  CZ: '158.196.16.0 85.135.16.0 2001:4ba8::',
  HU: '80.99.96.0 94.44.208.0 2a0b:1e07::',
  AT: '194.112.176.0 141.244.224.0 2a0d:f307::',
  CH: '86.118.192.0 159.232.224.0 2a03:c8c7::',
  BE: '81.188.16.0 57.4.144.0 2a07:ca85::',
  PT: '188.80.208.0 148.63.224.0 2001:1588::',
  GR: '160.40.16.0 150.140.192.0 2a0a:b86::',
  RS: '109.93.80.0 212.200.16.0 2a03:b080::',
  LT: '78.62.224.0 189.11.176.0 2001:3cc0::',
  LV: '5.179.0.0 90.130.160.0 2001:1bfe::',
  EE: '80.235.48.0 217.159.144.0 2a09:d484::',
  MD: '93.117.48.0 109.185.144.0 2a0b:b8c1::',
  IE: '31.88.208.0 168.63.32.0 2a0b:7dc1::',
  NZ: '49.224.144.0 58.84.224.0 2406:4dc0::',
};

/** Countries that send more than their share, as in most real logs. */
const COMMON_ORIGINS = [
  'CN',
  'CN',
  'CN',
  'CN',
  'US',
  'US',
  'US',
  'RU',
  'RU',
  'NL',
  'DE',
  'IN',
  'IN',
  'BR',
  'VN',
  'SG',
  'HK',
];

const IPV6_SHARE = 0.12;

/** Distinct addresses: one of every country first, then more from the common origins. */
export function attackerAddresses(random: Random, count: number): string[] {
  const countries = Object.keys(NETWORKS_BY_COUNTRY);
  const addresses = new Set(countries.map((country) => addressIn(random, country)));
  while (addresses.size < count) {
    const origins = random.fraction() < 0.6 ? COMMON_ORIGINS : countries;
    addresses.add(addressIn(random, random.pick(origins)));
  }
  return [...addresses].slice(0, count);
}

function addressIn(random: Random, country: string): string {
  const networks = NETWORKS_BY_COUNTRY[country]!.split(' ');
  const isIpv6 = random.fraction() < IPV6_SHARE;
  const network = random.pick(networks.filter((candidate) => candidate.includes(':') === isIpv6));
  return isIpv6 ? ipv6In(random, network) : ipv4In(random, network);
}

function ipv4In(random: Random, network: string): string {
  const [first, second, third] = network.split('.').map(Number);
  return `${first}.${second}.${third! + random.integer(0, 15)}.${random.integer(1, 254)}`;
}

function ipv6In(random: Random, network: string): string {
  const groups = [random.integer(1, 0xffff), random.integer(1, 0xffff)].map((group) => group.toString(16));
  return `${network.replace('::', '')}:${groups[0]}::${groups[1]}`;
}
