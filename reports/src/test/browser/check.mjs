// Drives report pages in headless Chromium: nothing is loaded, nothing fails, the timeline zooms, links lead to
// lines, dark mode and print work. Not part of the build.
//
//   npm install --prefix /tmp/browser playwright-core
//   NODE_PATH=/tmp/browser/node_modules node check.mjs [--shots DIR] PAGE.html...
//
// CHROMIUM names the browser, /usr/bin/chromium without it. Exit code 0 when all holds, 1 when not.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { chromium } = createRequire(import.meta.url)('playwright-core');
const args = process.argv.slice(2);
const shots = args[0] === '--shots' ? args.splice(0, 2)[1] : null;
if (args.length === 0) {
  console.error('usage: check.mjs [--shots DIR] PAGE.html...');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

let failures = 0;
const check = (page, what, holds, seen = '') => {
  if (!holds) failures++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${page}: ${what}${holds || seen === '' ? '' : ` (${seen})`}`);
};

/** Relative luminance of a computed colour such as rgb(18, 23, 27), by WCAG 2. */
const luminance = (rgb) => {
  const [r, g, b] = rgb.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

const open = async (file, options, troubles) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) troubles.push(message.text()); });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('request', (request) => { if (request.url() !== file && !request.url().startsWith('data:') && !request.url().startsWith(`${file}#`)) troubles.push(`request ${request.url()}`); });
  await page.goto(file);
  return page;
};
const frame = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const visible = (page, selector) => page.evaluate((s) => {
  const element = document.querySelector(s);
  if (!element) return false;
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.height > 0;
}, selector);

for (const path of args) {
  const file = pathToFileURL(resolve(path)).href;
  const name = basename(dirname(resolve(path)));
  const troubles = [];
  const page = await open(file, {}, troubles);
  await frame(page);
  if (shots) await page.screenshot({ path: join(shots, `${name}-top.png`) });

  const timeline = page.locator('.timeline').first();
  if (await timeline.count()) {
    const where = () => timeline.locator('.where').textContent();
    const press = async (what) => {
      await timeline.locator(`[data-do="${what}"]`).click();
      await frame(page);
      return where();
    };
    check(name, 'timeline is drawn', (await timeline.locator('.plot > *').count()) > 2);
    const all = await where();
    const near = await press('in');
    check(name, 'the button zooms', near !== all, near);
    check(name, 'the button shows all again', (await press('all')) === all);
    await timeline.scrollIntoViewIfNeeded();
    const box = await timeline.locator('.plot').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 30);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    await frame(page);
    const wheeled = await where();
    check(name, 'control and wheel zoom', wheeled !== all, wheeled);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 - 90, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await frame(page);
    check(name, 'dragging moves', (await where()) !== wheeled);
    await timeline.locator('.frame').focus();
    await page.keyboard.press('0');
    await frame(page);
    check(name, 'the key 0 shows all', (await where()) === all);
    check(name, 'it counts by line', (await press('lines')).startsWith('lines 1 to '));
    if (await timeline.locator('[data-do="time"]').isEnabled()) await press('time');
    if (shots) await timeline.screenshot({ path: join(shots, `${name}-timeline.png`) });
  }

  const line = page.locator('.finding dd a[href^="#"]').first();
  if (await line.count()) {
    const target = await line.getAttribute('href');
    await line.click();
    await frame(page);
    check(name, `a finding's link jumps to its line (${target})`, page.url().endsWith(target) && (await visible(page, `[id="${target.slice(1)}"]`)));
    check(name, 'the line is marked', (await page.locator('.log p:target').count()) === 1);
    if (shots) await page.screenshot({ path: join(shots, `${name}-line.png`) });
  }
  const show = page.locator('[data-in]').first();
  if (await show.count()) {
    const finding = await show.getAttribute('data-finding');
    const all = await page.locator('.where').first().textContent();
    await show.click();
    await frame(page);
    check(name, 'a finding shows itself in the timeline', (await visible(page, '.timeline .plot')) && (await page.locator('.where').first().textContent()) !== all);
    if (shots) await timeline.screenshot({ path: join(shots, `${name}-finding.png`) });
    const mark = await page.locator('.theft.on').count();
    if (mark) {
      const box = await page.locator('.theft.on').first().boundingBox();
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      check(name, 'pointing at a theft explains it', await page.locator('.tip').first().isVisible());
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await frame(page);
      check(name, 'a click on a theft leads to its finding', page.url().endsWith(`#${finding}`), page.url());
    }
  }
  const broken = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].filter((a) => !document.getElementById(a.getAttribute('href').slice(1))).length);
  check(name, 'no link leads nowhere', broken === 0, broken);

  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    await frame(page);
    const seen = await page.evaluate(() => {
      const ground = getComputedStyle(document.body).backgroundColor;
      return { ground, inks: ['body', '.verdict', '.faint', '.tiles b', 'a', '.log .near code'].filter((s) => document.querySelector(s)).map((s) => [s, getComputedStyle(document.querySelector(s)).color]) };
    });
    check(name, `${scheme} mode has a ${scheme} ground`, scheme === 'dark' ? luminance(seen.ground) < 0.05 : luminance(seen.ground) > 0.9, seen.ground);
    for (const [selector, ink] of seen.inks) check(name, `${scheme}: ${selector} can be read`, contrast(ink, seen.ground) >= 4.5, contrast(ink, seen.ground).toFixed(2));
    if (shots && scheme === 'dark') {
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(shots, `${name}-dark.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', media: 'print' });
  check(name, 'print hides the buttons', !(await page.locator('.bar .group').first().isVisible().catch(() => false)));
  const pdf = await page.pdf({ format: 'A4', path: shots ? join(shots, `${name}.pdf`) : undefined });
  check(name, 'prints', pdf.length > 5000, pdf.length);
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 375, height: 700 });
  await frame(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  check(name, 'fits a telephone', wide <= 1, wide);
  if (shots) await page.screenshot({ path: join(shots, `${name}-narrow.png`) });
  check(name, 'no console error, no request', troubles.length === 0, troubles.join(' | '));
  await page.context().close();

  const still = await open(file, { javaScriptEnabled: false }, []);
  check(name, 'without script it says so and shows the rest', (await still.locator('.verdict').first().isVisible()) && (await still.locator('.timeline').count()) === (await still.locator('noscript').count()));
  await still.context().close();
}
await browser.close();
console.log(failures === 0 ? 'all checks hold' : `${failures} checks failed`);
process.exit(failures === 0 ? 0 : 1);
