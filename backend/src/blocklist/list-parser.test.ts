import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastAddress } from '../network/address.ts';
import type { DropReason } from './drops.ts';
import { ListError } from './list-error.ts';
import { fuzzListParser } from './list-parser.fuzz.ts';
import { createListParser, type ListParserOptions, type ParsedList } from './list-parser.ts';
import { networks, slowDifference, textsOf } from './slow-sets.ts';

const defaults: ListParserOptions = { format: 'auto', csvColumn: 1, maxEntries: 1_000, maxBytes: 1_000_000 };

function parseList(content: string | Uint8Array, options: Partial<ListParserOptions> = {}): ParsedList {
  const parser = createListParser({ ...defaults, ...options });
  parser.push(Buffer.from(content));
  return parser.finish();
}

function entriesOf(content: string, options?: Partial<ListParserOptions>): string[] {
  return textsOf(parseList(content, options).set);
}

function dropsOf(content: string, options?: Partial<ListParserOptions>): Partial<Record<DropReason, number>> {
  return Object.fromEntries(parseList(content, options).drops.map(({ reason, count }) => [reason, count]));
}

function refusal(content: string | Uint8Array, options?: Partial<ListParserOptions>): string {
  try {
    parseList(content, options);
  } catch (error) {
    if (error instanceof ListError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('a plain list', () => {
  test('has an address or a network a line, sorted and joined in the end', () => {
    const list = parseList('198.51.100.7\n192.0.2.0/25\n2001:db8::1\n192.0.2.128/25\n');
    expect(textsOf(list.set)).toEqual(['192.0.2.0/24', '198.51.100.7', '2001:db8::1']);
    expect(list).toMatchObject({ format: 'plain', lines: 4, entries: 4, drops: [] });
  });

  test.each([
    ['comments of their own', '# one\n; two\n// three\n   # four\n192.0.2.1'],
    ['comments behind', '192.0.2.1 # one\n192.0.2.1;two\n192.0.2.1//three\n192.0.2.1\t; four'],
    ['further columns', '192.0.2.1 12 SBL1\n192.0.2.1\t2026-01-01\n192.0.2.1 - ssh, 5 times\n'],
    ['blanks around', '  \n\n \t192.0.2.1  \n'],
    ['a byte order mark', '\u{feff}192.0.2.1\n'],
    ['a byte order mark before a comment', '\u{feff}# list\n192.0.2.1\n'],
    ['a byte order mark within, where files were joined', '192.0.2.1\n\u{feff}192.0.2.1\n'],
    ['no end of the last line', '192.0.2.1'],
    ['CRLF', '192.0.2.1\r\n192.0.2.1\r\n'],
    ['CR alone', '192.0.2.1\r192.0.2.1\r'],
    ['IPv4 in IPv6', '::ffff:192.0.2.1\n::FFFF:c000:0201/128'],
    ['a prefix as long as the address', '192.0.2.1/32\n'],
  ])('may have %s', (_, content) => {
    const list = parseList(content);
    expect(textsOf(list.set)).toEqual(['192.0.2.1']);
    expect(list.drops.filter(({ reason }) => reason !== 'duplicate')).toEqual([]);
  });

  test('counts the pair CRLF as one line, and blank lines as well', () => {
    expect(parseList('192.0.2.1\r\n\r\n192.0.2.2\n\r192.0.2.3').lines).toBe(5);
    expect(parseList('192.0.2.1\n\n192.0.2.2\n').lines).toBe(3);
  });

  test('loses host bits, not entries', () => {
    expect(entriesOf('192.0.2.77/24\n2001:db8::1/32')).toEqual(['192.0.2.0/24', '2001:db8::/32']);
  });

  test.each([
    '1.2.3',
    '010.0.0.1',
    '1.2.3.4/33',
    '1.2.3.4.5',
    '1.2.3.4:80',
    'fe80::1%eth0',
    '[::1]',
    '1.2.3.4_5',
    '-',
  ])('drops %s, which is no address', (line) => {
    const list = parseList(`192.0.2.1\n${line}\n`);
    expect(textsOf(list.set)).toEqual(['192.0.2.1']);
    expect(list.drops).toEqual([{ reason: 'unreadable', count: 1, samples: [line] }]);
  });

  test.each(['example.com', 'mail.example.co.uk', 'xn--bcher-kva.example.', '1.2.3.4.example.net # ptr'])(
    'drops %s, a name',
    (line) => {
      expect(dropsOf(`192.0.2.1\n${line}\n`)).toEqual({ host_name: 1 });
    },
  );

  test('drops what is wider than a list may block, and takes what just may', () => {
    const content =
      '0.0.0.0/0\n::/0\n10.0.0.0/7\n2001:d00::/23\n11.0.0.0/8\n2001:d00::/24\n255.255.255.255\n';
    expect(entriesOf(content)).toEqual(['11.0.0.0/8', '255.255.255.255', '2001:d00::/24']);
    expect(dropsOf(content)).toEqual({ too_wide: 4 });
  });

  test('counts duplicates and what another entry holds', () => {
    expect(dropsOf('192.0.2.1\n192.0.2.1\n198.51.100.0/24\n198.51.100.9\n')).toEqual({
      duplicate: 1,
      covered: 1,
    });
  });

  test('shows at most five of what it dropped, printable and short', () => {
    const lines = ['\u{1b}[31m\u{202e}bad\u{7}', 'x'.repeat(500), '\u{1f4a9}'.repeat(200), 'a', 'b', 'c'];
    const [drop] = parseList(`192.0.2.1\n${lines.join('\n')}\n`).drops;
    expect(drop?.count).toBe(6);
    expect(drop?.samples).toEqual([
      '\u{fffd}[31m\u{fffd}bad\u{fffd}',
      'x'.repeat(100),
      '\u{1f4a9}'.repeat(100),
      'a',
      'b',
    ]);
  });

  test('drops a line that is too long without losing the next', () => {
    const long = '1'.repeat(4097);
    expect(entriesOf(`192.0.2.1\n${long}\n192.0.2.3\n`)).toEqual(['192.0.2.1', '192.0.2.3']);
    expect(dropsOf(`192.0.2.1\n${long}\n192.0.2.3\n`)).toEqual({ line_too_long: 1 });
    expect(entriesOf(`192.0.2.1 ${' '.repeat(4086)}`)).toEqual(['192.0.2.1']);
  });
});

describe('a list of ranges', () => {
  test.each([
    ['192.0.2.0 - 192.0.2.255', ['192.0.2.0/24']],
    ['192.0.2.1-192.0.2.2', ['192.0.2.1', '192.0.2.2']],
    ['192.0.2.1-  192.0.2.1 # one', ['192.0.2.1']],
    ['Some Org: the 2nd-best:192.0.2.4-192.0.2.6', ['192.0.2.4/31', '192.0.2.6']],
    ['255.255.255.254 - 255.255.255.255 , 000 , last', ['255.255.255.254/31']],
    ['0.0.0.0-0.255.255.255', ['0.0.0.0/8']],
    ['2001:db8::1-2001:db8::4', ['2001:db8::1', '2001:db8::2/127', '2001:db8::4']],
    [
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127'],
    ],
    ['2001:db8::ffff:ffff:ffff-2001:db8:0:0:1::', ['2001:db8::ffff:ffff:ffff', '2001:db8:0:0:1::']],
  ])('%s is split into networks', (line, entries) => {
    expect(entriesOf(line)).toEqual(entries);
    expect(parseList(line).format).toBe('range');
  });

  test.each([
    '192.0.2.9-192.0.2.1',
    '192.0.2.0/24-192.0.3.0/24',
    '192.0.2.1-2001:db8::1',
    '192.0.2.1-192.0.2',
    '192.0.2.1-',
  ])('%s is none', (line) => {
    expect(dropsOf(`198.51.100.1-198.51.100.2\n${line}`)).toEqual({ unreadable: 1 });
  });

  test('is dropped whole where a part is too wide', () => {
    const content = '192.0.2.1-192.0.2.2\n9.255.255.255-12.0.0.0\n9.255.255.255-10.255.255.255\n';
    expect(entriesOf(content)).toEqual(['9.255.255.255', '10.0.0.0/8', '192.0.2.1', '192.0.2.2']);
    expect(dropsOf(content)).toEqual({ too_wide: 1 });
  });

  test('may have single addresses and networks in between, from the first line on', () => {
    expect(entriesOf('192.0.2.1\n198.51.100.0/24\n203.0.113.4 - 203.0.113.5\n')).toEqual([
      '192.0.2.1',
      '198.51.100.0/24',
      '203.0.113.4/31',
    ]);
  });

  test('covers exactly what lies between the ends', () => {
    fc.assert(
      fc.property(networks, (addresses) => {
        const lines = addresses.map((address) => {
          const first = address.text.replace(/\/\d+$/, '');
          return `${first}-${lastAddress(address).text}`;
        });
        if (lines.length > 0) expect(entriesOf(lines.join('\n'))).toEqual(slowDifference(addresses, []));
      }),
    );
  });
});

describe('a saved ipset', () => {
  test('gives the entries of its add commands', () => {
    const content = [
      'create bad hash:net family inet hashsize 1024 maxelem 65536',
      'add bad 192.0.2.0/24 timeout 300',
      'add bad 198.51.100.7',
      'add bad 203.0.113.4-203.0.113.5',
      'COMMIT',
    ].join('\n');
    expect(parseList(content)).toMatchObject({ format: 'ipset', drops: [] });
    expect(entriesOf(content)).toEqual(['192.0.2.0/24', '198.51.100.7', '203.0.113.4/31']);
  });

  test('never gives an exception of the set', () => {
    const content = 'add bad 192.0.2.0/24\nadd bad 198.51.100.7 nomatch\n';
    expect(entriesOf(content)).toEqual(['192.0.2.0/24']);
    expect(dropsOf(content)).toEqual({ unreadable: 1 });
  });

  test('without any member is an empty list', () => {
    expect(entriesOf('create bad hash:ip\n', { format: 'ipset' })).toEqual([]);
  });
});

describe('a CSV file', () => {
  test.each([
    ['commas', '192.0.2.1,malware,5\n198.51.100.7,scan,2\n'],
    ['semicolons', '192.0.2.1;malware;5\n198.51.100.7;scan;2\n'],
    ['tabs', '192.0.2.1\tmalware\t5\n198.51.100.7\tscan\t2\n'],
    ['quotes', '"192.0.2.1","a, ""b""",5\n"198.51.100.7" , x\n'],
  ])('may have %s', (_, content) => {
    expect(entriesOf(content, { format: 'csv' })).toEqual(['192.0.2.1', '198.51.100.7']);
  });

  test('is read from the column that is asked for', () => {
    const content = 'when,address\n"2026-01-01, noon",192.0.2.1\n2026-01-02,198.51.100.0/24\n2026-01-03\n';
    expect(entriesOf(content, { csvColumn: 2 })).toEqual(['192.0.2.1', '198.51.100.0/24']);
    expect(parseList(content, { csvColumn: 2 })).toMatchObject({
      format: 'csv',
      drops: [{ reason: 'unreadable', count: 2, samples: ['when,address', '2026-01-03'] }],
    });
  });
});

describe('a DShield list', () => {
  const header = 'Start\tEnd\tNetblock\tAttacks\tName\n';

  test('gives its networks, not their first addresses', () => {
    const content = `# DShield\n${header}192.0.2.0\t192.0.2.255\t24\t3047\tORG\tUS\n`;
    expect(parseList(content)).toMatchObject({ format: 'dshield', drops: [] });
    expect(entriesOf(content)).toEqual(['192.0.2.0/24']);
  });

  test('is not believed where the ends and the length disagree', () => {
    const content = `${header}192.0.2.0\t192.0.2.255\t24\n198.51.100.0\t198.51.100.255\t8\n198.51.100.0\t198.51.100.9\t24\n`;
    expect(entriesOf(content)).toEqual(['192.0.2.0/24']);
    expect(dropsOf(content)).toEqual({ unreadable: 2 });
  });
});

describe('the whole is refused where it is', () => {
  test.each([
    ['a web page', '<!DOCTYPE html><html><body>192.0.2.1</body></html>'],
    ['a web page behind blank lines', '\n\n  <html>\n192.0.2.1\n'],
    ['a web page in one long line', `<html>${' '.repeat(9_000)}\n192.0.2.1\n`],
    ['without any address', 'hello\nworld\n'],
    ['only too wide', '0.0.0.0/0\n'],
    ['binary', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00])],
    ['binary without NUL bytes', Buffer.from('192.0.2.1\n\u{1}\u{2}\n\u{3}x\u{4}\n')],
    ['UTF-16, little end first', Buffer.from('\u{feff}192.0.2.1\n', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\u{feff}192.0.2.1\n', 'utf16le').swap16()],
  ])('%s', (_, content) => {
    expect(refusal(content)).toBe('not_a_list');
  });

  test('larger than allowed', () => {
    expect(refusal('192.0.2.1\n', { maxBytes: 10 })).toBe('accepted');
    expect(refusal('192.0.2.1\n\n', { maxBytes: 10 })).toBe('too_large');
  });

  test('longer than allowed, duplicates and the parts of ranges counted', () => {
    const content = '192.0.2.1\n192.0.2.1\n192.0.2.1-192.0.2.2\n';
    expect(refusal(content, { maxEntries: 4 })).toBe('accepted');
    expect(refusal(content, { maxEntries: 3 })).toBe('too_many_entries');
  });
});

test.each(['', '\n\r\n', '# nothing today\n', '\u{feff}'])('%j is an empty list', (content) => {
  expect(parseList(content)).toMatchObject({ entries: 0, drops: [] });
});

test('the format that is asked for is taken, whatever the list looks like', () => {
  expect(entriesOf('192.0.2.0\t192.0.2.255\t24\n', { format: 'plain' })).toEqual(['192.0.2.0']);
});

test('lines and entries so far can be asked for', () => {
  const parser = createListParser({ ...defaults, format: 'plain' });
  parser.push(Buffer.from('192.0.2.1\n192.0.2.2\n# three\n192.0'));
  expect([parser.lines(), parser.entries()]).toEqual([3, 2]);
});

test('a line that comes in pieces is not completed by what an earlier one left', () => {
  const parser = createListParser({ ...defaults, format: 'plain' });
  const pieces = ['1.2.3.4 ', '# \n', '\xef', '\xbb\n', '..\xbf', '\n', '\xef', '\xbb\n'];
  for (const piece of pieces) parser.push(Buffer.from(piece, 'latin1'));
  expect(parser.finish().drops).toEqual([
    { reason: 'unreadable', count: 3, samples: ['\u{fffd}', '..\u{fffd}', '\u{fffd}'] },
  ]);
});

test('mutated lists are read or refused, the same however they are cut', () => {
  const report = fuzzListParser({ count: 1_000, seed: 1 });
  expect(report.failures).toEqual([]);
  expect(report.read).toBeGreaterThan(200);
  expect(Object.keys(report.refused).sort()).toEqual(['not_a_list', 'too_large', 'too_many_entries']);
});
