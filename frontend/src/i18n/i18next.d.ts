import type { TextPart, texts } from './texts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { [Part in TextPart]: Awaited<ReturnType<(typeof texts)[Part]['en']>> };
  }
}
