// Runs before the first paint, so that a remembered colour scheme or language never flashes the other one.
// A file of its own because the content security policy allows no inline script.
(() => {
  let scheme = null;
  let language = null;
  try {
    scheme = localStorage.getItem('bangui.color-scheme');
    language = localStorage.getItem('bangui.language');
  } catch {
    // Storage is blocked: the system's scheme and the browser's language apply.
  }
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = scheme === 'dark' || (scheme !== 'light' && prefersDark);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  if (language) document.documentElement.lang = language;
})();
