import react from '@vitejs/plugin-react';
import postcssPresetMantine from 'postcss-preset-mantine';
import { defineConfig } from 'vite';
import { licencesModule } from './licences-module.ts';
import { precompress } from './precompress.ts';

export default defineConfig({
  // Relative assets and the <base> that the backend writes make one build work under any base path.
  base: './',
  plugins: [react(), licencesModule(), precompress()],
  css: { postcss: { plugins: [postcssPresetMantine()] } },
  build: { target: 'es2023', assetsInlineLimit: 0 },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8000' } },
});
