import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Fact, Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';

/** Whose data BanGUI shows, as their licences ask. */
export function DataSection() {
  const { t } = useTranslation('about');
  return (
    <Panel title={t('data.title')}>
      <Facts>
        <Fact label={t('data.map')}>
          <Trans
            t={t}
            i18nKey="data.mapOf"
            components={{
              origin: <Outside href="https://www.naturalearthdata.com/" />,
              form: <Outside href="https://github.com/topojson/world-atlas" />,
            }}
          />
        </Fact>
        <Fact label={t('data.countries')}>
          <Trans
            t={t}
            i18nKey="data.countriesOf"
            components={{
              origin: <Outside href="https://www.nro.net/" />,
              licence: <Outside href="https://creativecommons.org/licenses/by/4.0/" />,
              form: <Outside href="https://github.com/sapics/ip-location-db" />,
            }}
          />
        </Fact>
        <Fact label={t('data.fonts')}>
          <Trans
            t={t}
            i18nKey="data.fontsOf"
            components={{
              inter: <Outside href="https://rsms.me/inter/" />,
              mono: <Outside href="https://www.jetbrains.com/lp/mono/" />,
              licence: <Outside href="https://openfontlicense.org/" />,
            }}
          />
        </Fact>
      </Facts>
    </Panel>
  );
}

/** A link away from BanGUI, for a text that says where. */
function Outside({ href, children }: { href: string; children?: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" inherit>
      {children}
    </Anchor>
  );
}
