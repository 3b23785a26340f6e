/**
 * Every text there is, by the part of the interface that says it. `translation` is what each page needs; the others
 * come along with their page.
 */
export const texts = {
  translation: {
    en: () => import('./en').then((module) => module.en),
    de: () => import('./de').then((module) => module.de),
  },
  plot: {
    en: () => import('./plot.en').then((module) => module.plot),
    de: () => import('./plot.de').then((module) => module.plot),
  },
  blocklists: {
    en: () => import('./blocklists.en').then((module) => module.blocklists),
    de: () => import('./blocklists.de').then((module) => module.blocklists),
  },
  configuration: {
    en: () => import('./configuration.en').then((module) => module.configuration),
    de: () => import('./configuration.de').then((module) => module.configuration),
  },
  dashboard: {
    en: () => import('./dashboard.en').then((module) => module.dashboard),
    de: () => import('./dashboard.de').then((module) => module.dashboard),
  },
  about: {
    en: () => import('./about.en').then((module) => module.about),
    de: () => import('./about.de').then((module) => module.about),
  },
  addresses: {
    en: () => import('./addresses.en').then((module) => module.addresses),
    de: () => import('./addresses.de').then((module) => module.addresses),
  },
  history: {
    en: () => import('./history.en').then((module) => module.history),
    de: () => import('./history.de').then((module) => module.history),
  },
  logs: {
    en: () => import('./logs.en').then((module) => module.logs),
    de: () => import('./logs.de').then((module) => module.logs),
  },
  map: {
    en: () => import('./map.en').then((module) => module.map),
    de: () => import('./map.de').then((module) => module.map),
  },
  palette: {
    en: () => import('./palette.en').then((module) => module.palette),
    de: () => import('./palette.de').then((module) => module.palette),
  },
  regexLab: {
    en: () => import('./regex-lab.en').then((module) => module.regexLab),
    de: () => import('./regex-lab.de').then((module) => module.regexLab),
  },
  simulator: {
    en: () => import('./simulator.en').then((module) => module.simulator),
    de: () => import('./simulator.de').then((module) => module.simulator),
  },
  settings: {
    en: () => import('./settings.en').then((module) => module.settings),
    de: () => import('./settings.de').then((module) => module.settings),
  },
  truth: {
    en: () => import('./truth.en').then((module) => module.truth),
    de: () => import('./truth.de').then((module) => module.truth),
  },
};

export type TextPart = keyof typeof texts;
