import type { QuantizationReport } from '../quantization-report';
import { accuracySection } from './accuracy-section';
import { computationSection } from './computation-section';
import { delegatesSection } from './delegates-section';
import { headline } from './headline';
import { Markup, markup } from './markup';
import { processSection, warningsSection } from './process-section';
import { sizeSection } from './size-section';
import { STYLE } from './style';
import { targetSection } from './target-section';

/**
 * A report as one page that needs nothing else: no script, no font, no request. All names in it are escaped.
 * @param name what the page is about, such as the file's name
 */
export function reportHtml(report: QuantizationReport, name: string): string {
  const { scheme, targetRuntime, operators } = report;
  // A reader's browser holds the page to its promise, whatever a model's maker put into names.
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}: ${scheme}</title>
<style>${Markup.trusted(STYLE)}</style>
</head>
<body>
<main>
<h1>${name}</h1>
<p class="lead">${scheme} for runtime ${targetRuntime}, ${operators.length} operators</p>
${headline(report)}
${warningsSection(report)}
${targetSection(report)}
${accuracySection(report)}
${sizeSection(report)}
${computationSection(report)}
${delegatesSection(report)}
${processSection(report)}
</main>
</body>
</html>
`.text;
}
