// axe-core in Chromium over many pages: WCAG 2.2 A and AA and best practice, in the light and in the dark
// scheme; sideways scrolling at 320 px; requests to anywhere else.
// usage: node axe.mjs CHROMIUM FILE...   one JSON object a line: {"file", "faults": [{"id", "text"}]} or {"file", "error"}

import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
const [executablePath, ...files] = process.argv.slice(2);

async function audit(page, file) {
  const faults = [];
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url())) faults.push({ id: 'external-request', text: request.url() });
  });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await page.evaluate(axe);
  for (const [colorScheme, runOnly] of [['light', everything], ['dark', colours]]) {
    await page.emulateMedia({ colorScheme });
    const result = await page.evaluate(
      only => axe.run(document, { runOnly: only, resultTypes: ['violations'] }), runOnly);
    const { passes, violations, incomplete, inapplicable } = result;
    if ([passes, violations, incomplete, inapplicable].flat().length === 0) throw new Error('no rule was applied');
    for (const { id, help, nodes } of violations) {
      faults.push({ id, text: `${help} (${nodes.length} times, ${colorScheme} scheme): ${nodes[0].target.join(' ')}` });
    }
  }
  await page.setViewportSize({ width: 320, height: 900 });
  const overflow = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  if (overflow > 0) faults.push({ id: 'overflow-320', text: `${overflow} px too wide for a window of 320 px` });
  return faults;
}

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'],
});
const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, offline: true });
for (const file of files) {
  const page = await context.newPage();
  const verdict = await audit(page, file).then(faults => ({ faults }), error => ({ error: String(error) }));
  console.log(JSON.stringify({ file, ...verdict }));
  await page.close();
}
await browser.close();
