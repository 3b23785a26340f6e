import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './global.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queries';
import { Overlays } from './components/Overlays';
import { startI18n } from './i18n/i18n';
import { isReachable } from './live/once-reachable';
import { router } from './router';
import { cssVariables, theme } from './theme';

const colorScheme = localStorageColorSchemeManager({ key: 'bangui.color-scheme' });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// After an update of BanGUI the files that this page would fetch next are gone; the new page knows the new ones.
window.addEventListener('vite:preloadError', async () => {
  // Without BanGUI there is no new page either, only the browser's word that there is none.
  if (!(await isReachable())) return;
  const key = 'bangui.reloaded-at';
  if (Date.now() - Number(sessionStorage.getItem(key) ?? 0) < 60_000) return;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
});

await startI18n();

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Overlays />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
