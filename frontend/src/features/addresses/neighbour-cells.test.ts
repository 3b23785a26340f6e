import { describe, expect, it } from 'vitest';
import { cellsOf } from './neighbour-cells';

const neighbourhood = (network: string, ...bans: [address: string, bans: number][]) => ({
  network,
  bans: 0,
  addresses: bans.length,
  neighbours: bans.map(([address, count]) => ({ address, bans: count, lastAt: 1, isBanned: false })),
});

describe('cellsOf', () => {
  it('has a cell for each address of a /24, in order, with its bans in steps', () => {
    const cells = cellsOf(
      neighbourhood('203.0.113.0/24', ['203.0.113.3', 1], ['203.0.113.200', 9], ['203.0.113.255', 10]),
      '203.0.113.7',
    );
    expect(cells).toHaveLength(256);
    expect(cells?.flatMap(({ address, level }) => (level !== 'never' ? [[address, level]] : []))).toEqual([
      ['203.0.113.3', 'once'],
      ['203.0.113.200', 'some'],
      ['203.0.113.255', 'often'],
    ]);
    expect(cells?.filter(({ isSelf }) => isSelf).map(({ address }) => address)).toEqual(['203.0.113.7']);
  });

  it('begins where a smaller network begins', () => {
    const cells = cellsOf(neighbourhood('203.0.113.64/30'), '203.0.113.64/30');
    expect(cells?.map(({ address }) => address)).toEqual([
      '203.0.113.64',
      '203.0.113.65',
      '203.0.113.66',
      '203.0.113.67',
    ]);
  });

  it.each(['203.0.0.0/16', '2001:db8::/48', 'nonsense'])('has none for %s', (network) => {
    expect(cellsOf(neighbourhood(network), network)).toBeNull();
  });
});
