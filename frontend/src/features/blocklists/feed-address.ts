import { baseUrl } from '../../api/base';

export const feedFamilies = ['all', 'v4', 'v6'] as const;
export type FeedFamily = (typeof feedFamilies)[number];
export const feedForms = ['txt', 'cidr'] as const;
export type FeedForm = (typeof feedForms)[number];

/** Where another firewall reads the set; with the token, because most can send no header. */
export function feedAddress(token: string, family: FeedFamily, form: FeedForm): string {
  const suffix = family === 'all' ? '' : `-${family}`;
  return `${baseUrl}/feed/blocklist${suffix}.${form}?token=${encodeURIComponent(token)}`;
}
