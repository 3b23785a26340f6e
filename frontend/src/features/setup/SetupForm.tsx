import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client';
import { hasCode } from '../../api/problem';
import { sessionQuery, setupQuery } from '../../api/queries';
import { ProblemText } from '../../components/ProblemText';
import { problemWords } from '../../components/problem-words';
import { PasswordHint } from './PasswordHint';
import { passwordStrength } from './password-strength';

export function SetupForm({ linkToken, onDone }: { linkToken: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [token, setToken] = useState(linkToken);
  const [username, setUsername] = useState('admin');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const isMismatch = repeated !== '' && repeated !== password;
  const isReady =
    token !== '' &&
    username !== '' &&
    password === repeated &&
    passwordStrength(password, username) !== 'tooShort';

  const setUp = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/setup', { body: { token, username, password } })),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: setupQuery.queryKey });
      queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
      onDone();
    },
  });
  const wrongToken = hasCode(setUp.error, 'setup_token_invalid') ? setUp.error : null;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) setUp.mutate();
      }}
    >
      <Stack gap="sm" mt="lg">
        <TextInput
          label={t('setup.token')}
          description={linkToken ? t('setup.tokenFromLink') : t('setup.tokenWhere')}
          value={token}
          onChange={(event) => setToken(event.currentTarget.value.trim())}
          error={wrongToken && problemWords(wrongToken, t).detail}
          autoComplete="off"
          autoFocus={linkToken === ''}
          spellCheck={false}
          required
          withAsterisk={false}
          size="md"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <TextInput
          label={t('login.username')}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          required
          withAsterisk={false}
          size="md"
        />
        <div>
          <PasswordInput
            label={t('login.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="new-password"
            autoFocus={linkToken !== ''}
            aria-describedby="password-hint"
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
            required
            withAsterisk={false}
            size="md"
          />
          <PasswordHint id="password-hint" password={password} username={username} />
        </div>
        <PasswordInput
          label={t('setup.repeat')}
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          error={isMismatch && t('setup.mismatch')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          required
          withAsterisk={false}
          size="md"
        />
        {setUp.error && !wrongToken && <ProblemText error={setUp.error} />}
        <Button type="submit" size="md" mt="xs" loading={setUp.isPending} disabled={!isReady}>
          {t('setup.submit')}
        </Button>
      </Stack>
    </form>
  );
}
