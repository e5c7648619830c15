// How does the journey drive the pages, and what does it take for a fault in any of them?
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// The browser library is one of the front end's development packages.
const packages = createRequire(new URL("../../frontend/package.json", import.meta.url));
const { chromium } = packages("playwright-core");
const AXE = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";
const OUTPUT =
  process.env.E2E_OUTPUT ?? new URL("../../ci-output/e2e", import.meta.url).pathname;

// Refusals that belong to the journey: a wrong password, and a project that nobody has assessed yet.
const EXPECTED = [
  [401, /\/api\/v1\/auth\/login$/],
  [404, /\/api\/v1\/deals\/[^/]+\/assessment$/],
];

export async function startBrowser() {
  if (!existsSync(EXECUTABLE)) throw new Error(`no browser at ${EXECUTABLE}: set CHROMIUM`);
  mkdirSync(OUTPUT, { recursive: true });
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A person at a screen of their own. Everything that goes wrong on it is kept in `faults`. */
export async function person(browser, base, faults, options = {}) {
  const context = await browser.newContext({
    baseURL: base,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    viewport: options.viewport ?? { width: 1360, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("console", (message) => {
    // What the network refused is judged below, by address and status.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("response", (response) => {
    const status = response.status();
    const known = EXPECTED.some(([code, url]) => code === status && url.test(response.url()));
    if (status >= 400 && !known)
      faults.push(`${response.request().method()} ${response.url()}: ${status}`);
  });
  return page;
}

export async function shot(page, name) {
  // What is still loading is no picture of the page.
  await page.waitForFunction(() => !document.querySelector(".page-spin"));
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
}

/** Signs in with one of the demo's buttons. */
export async function signIn(page, roleName) {
  await page.goto("/login");
  await page.getByRole("button", { name: roleName, exact: true }).click();
  await page.waitForURL("**/workbench");
}

/** Picks an option of a drop-down by its label. */
export async function choose(page, label, option) {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  const list = page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden)");
  await list.locator(".ant-select-item-option", { hasText: option }).first().click();
  // A list of many stays open: it is closed so that it covers nothing.
  await page.keyboard.press("Escape");
}

/** Waits for a text and answers with its element. */
export async function see(page, text, options) {
  const found = page.getByText(text, options).first();
  await found.waitFor();
  return found;
}

/** Serious and critical faults of accessibility on the page as it stands. */
export async function accessibilityFaults(page) {
  // Evaluated, not injected as a script: the page's content security policy stays in force.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
}
