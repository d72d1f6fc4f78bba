// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
(() => {
  let chosen = null;
  try {
    chosen = globalThis.localStorage.getItem('mantine-color-scheme-value');
  } catch {
    // Storage may be switched off; the system's choice then holds.
  }
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = chosen === 'light' || chosen === 'dark' ? chosen : dark ? 'dark' : 'light';
  globalThis.document.documentElement.dataset.mantineColorScheme = scheme;
})();
