import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { switchLanguage } from '../i18n/i18n';
import { type Language, languages } from '../i18n/language';

const schemes = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

/** The language and colour scheme, as items of whichever menu they stand in. */
export function AppearanceItems() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('settings.language')}</Menu.Label>
      <Menu.RadioGroup value={i18n.language} onChange={(value) => void switchLanguage(value as Language)}>
        {Object.entries(languages).map(([code, name]) => (
          <Menu.RadioItem key={code} value={code} lang={code}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      <Menu.Label>{t('settings.scheme')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(value as keyof typeof schemes)}
      >
        {Object.entries(schemes).map(([scheme, Icon]) => (
          <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={15} aria-hidden />}>
            {t(`settings.schemes.${scheme as keyof typeof schemes}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
