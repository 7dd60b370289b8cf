// Tests the sandbox's reference page in a browser.
// Usage: node page.mjs URL SCREENSHOTS
import assert from "node:assert/strict";
import { launch, run } from "./browser.mjs";

const [url, screenshots] = process.argv.slice(2);
const browser = await launch();

/** Opens the page, and records its requests and problems. */
async function open() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const requested = [];
  const problems = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`the request failed: ${request.url()}`));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  await page.goto(url);
  await page.getByText("/api/v2/campaigns.json").first().waitFor();
  return { page, requested, problems };
}

const external = (requested) =>
  requested.filter((address) => !address.startsWith(`${url}/`) && !address.startsWith("data:"));

async function authorize(page, key) {
  await page.getByRole("button", { name: "Authorize", exact: true }).first().click();
  const dialog = page.locator(".modal-ux");
  await dialog.locator("#auth-basic-username").fill(key);
  await dialog.getByRole("button", { name: "Apply credentials" }).click();
  await dialog.getByRole("button", { name: "Close" }).click();
}

async function tryOut(page, fill = async () => {}) {
  await page.locator(".opblock-summary-control").first().click();
  await page.getByRole("button", { name: "Try it out" }).click();
  await fill(page);
  const received = page.waitForResponse((response) => response.url().includes("/api/v2/campaigns.json"));
  await page.getByRole("button", { name: "Execute", exact: true }).click();
  const response = await received;
  const shown = page.locator(".live-responses-table .response-col_description .highlight-code, .live-responses-table .response-col_description pre").first();
  await shown.waitFor();
  return { response, shown: await shown.innerText() };
}

async function screenshot(page, name, target) {
  if (target) await target.scrollIntoViewIfNeeded();
  await page.screenshot({ path: `${screenshots}/${name}.png` });
}

const tests = {
  async "the page makes no external request and reports no problem"() {
    const { page, requested, problems } = await open();
    assert.ok(requested.length >= 5, `expected at least 5 requests, found ${requested}`);
    assert.deepEqual(external(requested), []);
    assert.deepEqual(problems, []);
    const servers = await page.locator(".servers select option").allInnerTexts();
    assert.match(servers[0], /This sandbox/);
    assert.ok(servers.some((server) => server.includes("https://api.getblueshift.com")));
    assert.ok(servers.some((server) => server.includes("https://api.eu.getblueshift.com")));
    assert.match(await page.locator("header").innerText(), /CORS/);
    await screenshot(page, "1-open");
    await page.close();
  },

  async "Try it out lists campaigns"() {
    const { page, requested, problems } = await open();
    await authorize(page, "sandbox-key");
    const { response, shown } = await tryOut(page, async () => {
      await page.locator("tr[data-param-name=per_page] input").fill("3");
      await page.locator("tr[data-param-name=page] input").fill("0");
    });
    await screenshot(page, "2-listed", page.locator(".live-responses-table"));
    assert.equal(response.status(), 200, response.url());
    assert.equal((await response.json()).length, 3);
    for (const campaign of await response.json()) assert.ok(shown.includes(campaign.uuid), shown);
    assert.deepEqual(external(requested), []);
    assert.deepEqual(problems, []);
    await page.close();
  },

  async "Try it out without parameters lists the first page"() {
    const { page } = await open();
    await authorize(page, "sandbox-key");
    const { response } = await tryOut(page);
    assert.equal(new URL(response.url()).search, "");
    assert.equal((await response.json()).length, 50);
    await page.close();
  },

  async "a wrong key shows status 401 and the response body"() {
    const { page, requested, problems } = await open();
    await authorize(page, "wrong");
    const { response, shown } = await tryOut(page);
    await screenshot(page, "3-wrong-key", page.locator(".live-responses-table"));
    assert.equal(response.status(), 401);
    assert.match(shown, /Not authorized/);
    assert.match(await page.locator(".live-responses-table .response-col_status").last().innerText(), /401/);
    assert.deepEqual(external(requested), []);
    // Chromium logs every response with a status of 400 or above as an error.
    assert.deepEqual(problems.filter((text) => !text.includes("status of 401")), []);
    await page.close();
  },

  async "the page fits a phone screen"() {
    const { page } = await open();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator(".opblock-summary-control").first().click();
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await screenshot(page, "4-phone");
    assert.ok(wider <= 0, `the page is ${wider} pixels too wide`);
    await page.close();
  },
};

await run(tests);
await browser.close();
