import { IconBooks, IconFlask, IconRegex } from '@tabler/icons-react';

/** Pages that stand in no menu, and that somebody who knows them wants to reach all the same. */
export const corners = [
  { to: '/configuration/catalogue', label: 'pages.catalogue', Icon: IconBooks },
  { to: '/configuration/regex-lab', label: 'pages.regexLab', Icon: IconRegex },
  { to: '/configuration/simulator', label: 'pages.simulator', Icon: IconFlask },
] as const;
