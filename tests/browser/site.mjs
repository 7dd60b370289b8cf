// The site of `cargo xtask docs`, as a person with a browser meets it: from a server on loopback, and from a folder.
// Usage: node site.mjs FOLDER-OF-THE-SITE FOLDER-FOR-SCREENSHOTS
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [site, shots] = process.argv.slice(2).map((folder) => path.resolve(folder));
const contract = JSON.parse(await readFile("openapi/blueshift.json", "utf8"));
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2" };
const server = createServer(async (request, response) => {
  const wanted = path.join(site, decodeURIComponent(new URL(request.url, "http://site").pathname));
  try {
    if (!wanted.startsWith(site)) throw new Error("outside the site");
    const body = await readFile(wanted);
    response.writeHead(200, { "content-type": types[path.extname(wanted)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

/** Whatever any page asked for or complained of. */
const requested = [];
const complaints = [];

async function open(address, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  page.on("request", (request) => requested.push(request.url()));
  // A page that is left aborts what it still loads; what is missing is told by its status.
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => response.status() >= 400 && complaints.push(`${response.status()}: ${response.url()}`));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.goto(address);
  return page;
}

const checks = {
  async "it opens and leads to the reference, the guides and the Rust docs"() {
    const page = await open(`${origin}/index.html`);
    await page.screenshot({ path: `${shots}/site-index.png`, fullPage: true });
    await page.getByRole("link", { name: "API reference" }).first().click();
    await page.getByRole("heading", { name: contract.info.title }).waitFor();
    await page.getByRole("link", { name: "Other languages" }).click();
    await page.getByRole("heading", { name: "Page through everything" }).waitFor();
    await page.screenshot({ path: `${shots}/site-guide.png`, fullPage: true });
    await page.getByRole("link", { name: "Rust docs" }).click();
    await page.getByRole("heading", { name: "Crate blueshift" }).waitFor();
    await page.screenshot({ path: `${shots}/site-rust.png` });
    await page.goBack();
    await page.getByRole("heading", { name: "Page through everything" }).waitFor();
  },

  async "every error's example is visible, in full"() {
    const page = await open(`${origin}/reference/index.html`);
    let seen = 0;
    for (const item of Object.values(contract.paths)) {
      for (const operation of Object.values(item)) {
        for (const [status, reference] of Object.entries(operation.responses)) {
          const response = contract.components.responses[reference.$ref?.split("/").at(-1)] ?? reference;
          const shown = page.locator(`[id="${operation.operationId}-${status}"]`);
          for (const example of Object.values(response.content["application/json"].examples)) {
            const { summary, value } = contract.components.examples[example.$ref.split("/").at(-1)];
            const figure = shown.locator("figure", { hasText: summary });
            assert(await figure.isVisible(), `${status}: ${summary}`);
            assert.deepEqual(JSON.parse(await figure.locator("pre").innerText()), value);
            seen += 1;
          }
        }
      }
    }
    assert(seen >= 14, `${seen} examples`);
    await page.screenshot({ path: `${shots}/site-reference.png` });
    await page.locator('[id="list_campaigns-429"]').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${shots}/site-errors.png` });
    await page.screenshot({ path: `${shots}/site-reference-whole.png`, fullPage: true });
  },

  async "the list of parts leads to each of them"() {
    const page = await open(`${origin}/reference/index.html`);
    await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "429 Too Many Requests" }).click();
    await page.waitForFunction(() => location.hash === "#list_campaigns-429");
    const top = await page.locator('[id="list_campaigns-429"]').evaluate((node) => node.getBoundingClientRect().top);
    assert(top > 0 && top < 200, `the part is at ${top}`);
  },

  async "no link within the site is dead, down to the heading"() {
    const page = await open(`${origin}/index.html`);
    const waiting = [`${origin}/index.html`];
    const ids = new Map();
    const links = [];
    while (waiting.length > 0) {
      const address = waiting.pop();
      if (ids.has(address)) continue;
      await page.goto(address);
      ids.set(address, await page.evaluate(() => [...document.querySelectorAll("[id]")].map((node) => node.id)));
      // Rust's docs are rustdoc's own to link.
      if (address.includes("/rust/")) continue;
      for (const href of await page.evaluate(() => [...document.links].map((link) => link.href))) {
        if (!href.startsWith(origin)) continue;
        links.push([address, href]);
        const target = href.split("#")[0];
        if (target.endsWith(".html")) waiting.push(target);
        else assert.equal((await page.request.get(target)).status(), 200, `${address} links to ${target}`);
      }
    }
    for (const [address, href] of links) {
      const [target, fragment] = href.split("#");
      if (fragment && target.endsWith(".html")) {
        assert(ids.get(target).includes(decodeURIComponent(fragment)), `${address} links to ${href}`);
      }
    }
    assert(ids.size >= 6, `${ids.size} pages`);
  },

  async "it opens from a folder too"() {
    const page = await open(pathToFileURL(path.join(site, "index.html")).href);
    await page.getByRole("link", { name: "API reference" }).first().click();
    await page.getByRole("heading", { name: contract.info.title }).waitFor();
  },

  async "it fits a phone, and the dark"() {
    const page = await open(`${origin}/reference/index.html`, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    for (const address of ["index.html", "guides/contract.html", "reference/index.html"]) {
      await page.goto(`${origin}/${address}`);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert(wider <= 0, `${address} is ${wider} pixels too wide`);
    }
    await page.locator('[id="list_campaigns-400"]').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${shots}/site-phone.png` });
  },

  async "nothing was asked of another machine, and nothing was missing"() {
    const allowed = ["data:", "file:", `${origin}/`, "blob:"];
    assert.deepEqual(requested.filter((address) => !allowed.some((start) => address.startsWith(start))), []);
    assert.deepEqual(complaints, []);
    assert(requested.length > 20);
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
server.close();
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
