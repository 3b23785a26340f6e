import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/problem';
import { problemWords } from '../../components/problem-words';
import { useLocale } from '../../i18n/use-locale';
import { useClock } from '../../time/clock';
import { durationInWords } from '../../time/words';
import { useSignIn } from './use-sign-in';

interface Props {
  onSignedIn: () => void;
  onCookieLost: () => void;
}

export function LoginForm({ onSignedIn, onCookieLost }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { signIn, retryAt } = useSignIn({ onSignedIn, onCookieLost });
  const password = useRef<HTMLInputElement>(null);
  const waitSeconds = useClock((now) => Math.max(0, retryAt - now));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        signIn.mutate(
          { username: String(form.get('username')), password: String(form.get('password')) },
          // Ready to be typed once more.
          { onError: () => password.current?.select() },
        );
      }}
    >
      <Stack gap="sm" mt="lg">
        <TextInput
          name="username"
          label={t('login.username')}
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
          size="md"
        />
        <PasswordInput
          ref={password}
          name="password"
          label={t('login.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          error={waitSeconds > 0 ? t('login.throttled') : describe(signIn.error)}
          errorProps={{ role: 'alert' }}
        />
        <Button type="submit" size="md" mt="xs" loading={signIn.isPending} disabled={waitSeconds > 0}>
          {waitSeconds > 0
            ? t('login.wait', { duration: durationInWords(waitSeconds, locale, 'short') })
            : t('login.submit')}
        </Button>
      </Stack>
    </form>
  );

  function describe(error: Error | null): string | null {
    if (error === null || hasCode(error, 'login_throttled')) return null;
    if (hasCode(error, 'invalid_credentials')) return t('login.wrong');
    return problemWords(error, t).detail;
  }
}
