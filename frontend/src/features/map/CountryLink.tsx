import { Link } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'a'>, 'href' | 'ref' | 'target'> & { code: string };

/** Lists the newest bans from a country, or with `none` from unknown ones, beside the same map. */
export function CountryLink({ code, ...rest }: Props) {
  return (
    <Link
      from="/map"
      to="/map"
      search={(before) => ({ ...before, country: code })}
      resetScroll={false}
      preload={false}
      {...rest}
    />
  );
}
