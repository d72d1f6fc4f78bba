import { createTheme, type CSSVariablesResolver } from '@mantine/core';

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily,
  headings: { fontFamily, fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    Tooltip: { defaultProps: { withArrow: true } },
    Modal: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // A <header> in a dialog would be taken for the page's banner.
        attributes: { header: { role: 'none' } },
      },
      styles: { title: { fontWeight: 650 } },
    },
    // The colours of titles on tinted grounds stay below 4.5:1 for yellow and green.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    NavLink: { styles: { root: { borderRadius: 'var(--mantine-radius-md)' } } },
  },
});

/** Mantine's own dimmed greys stay below the contrast of 4.5:1 that small text needs. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-8)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--flotilla-backdrop': 'var(--mantine-color-gray-0)',
    '--flotilla-interval-track': 'var(--mantine-color-gray-4)',
    '--flotilla-interval': 'var(--mantine-color-indigo-3)',
    '--flotilla-interval-value': 'var(--mantine-color-indigo-8)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--flotilla-backdrop': 'var(--mantine-color-dark-8)',
    '--flotilla-interval-track': 'var(--mantine-color-dark-3)',
    '--flotilla-interval': 'var(--mantine-color-indigo-8)',
    '--flotilla-interval-value': 'var(--mantine-color-indigo-2)',
  },
});
