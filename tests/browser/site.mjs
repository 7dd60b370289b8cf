// Tests the site of `cargo xtask docs` in a browser, served from loopback and opened from the file system.
// Usage: node site.mjs SITE SCREENSHOTS
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { launch, run } from "./browser.mjs";

const [site, screenshots] = process.argv.slice(2).map((directory) => path.resolve(directory));
const contract = JSON.parse(await readFile("openapi/blueshift.json", "utf8"));
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2" };
const server = createServer(async (request, response) => {
  const file = path.join(site, decodeURIComponent(new URL(request.url, "http://site").pathname));
  try {
    if (!file.startsWith(site)) throw new Error("outside the site");
    const body = await readFile(file);
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await launch();

/** The requests to other hosts and the errors of all pages. */
const external = [];
const errors = [];
let requests = 0;

/** Opens a page. Every request is intercepted; requests to other hosts are recorded and aborted. */
async function open(address, { recorded = external, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.route("**", (route) => {
    requests += 1;
    const url = route.request().url();
    if (["data:", "blob:", "file:", `${origin}/`].some((start) => url.startsWith(start))) return route.continue();
    recorded.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("response", (response) => response.status() >= 400 && errors.push(`${response.status()}: ${response.url()}`));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && recorded === external && errors.push(message.text()));
  await page.goto(address);
  return page;
}

/** Opens the reference and waits until it is complete: Scalar renders sections when they become visible. */
async function openReference(address, options) {
  const page = await open(address, options);
  await page.getByRole("heading", { name: contract.info.title }).waitFor();
  let before = -1;
  for (let height = 0; height !== before; ) {
    before = height;
    for (let top = 0; top <= height + 900; top += 450) {
      await page.evaluate((top) => scrollTo(0, top), top);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    }
    height = await page.evaluate(() => document.documentElement.scrollHeight);
  }
  await page.evaluate(() => scrollTo(0, 0));
  return page;
}

const resolved = (node) => (node.$ref ? node.$ref.slice(2).split("/").reduce((value, key) => value[key], contract) : node);
const operations = () =>
  Object.entries(contract.paths).flatMap(([route, item]) =>
    Object.entries(item)
      .filter(([method]) => ["get", "put", "post", "patch", "delete"].includes(method))
      .map(([method, operation]) => ({ route, method, operation, parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolved) })),
  );

async function search(page, words) {
  // The search handles key events, so the text is typed.
  await page.getByRole("textbox", { name: "Search" }).pressSequentially(words);
  const result = page.locator(".md-search-result__item").first();
  await result.waitFor();
  return result.innerText();
}

const checks = {
  async "the first page links to the reference, the guides and the Rust docs"() {
    const page = await open(`${origin}/index.html`);
    await page.screenshot({ path: `${screenshots}/site-index.png` });
    const navigation = page.getByRole("navigation", { name: "Navigation" });
    await navigation.getByRole("link", { name: "API reference" }).click();
    await page.getByRole("heading", { name: contract.info.title }).waitFor();
    await page.getByRole("link", { name: "Guide" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.screenshot({ path: `${screenshots}/site-guide.png` });
    await navigation.getByRole("link", { name: "blueshift", exact: true }).last().click();
    await page.getByRole("heading", { name: "Crate blueshift" }).waitFor();
    await page.screenshot({ path: `${screenshots}/site-rust.png` });
  },

  async "the reference shows every operation, parameter, status and field"() {
    const page = await openReference(`${origin}/reference/index.html`);
    await page.screenshot({ path: `${screenshots}/site-reference.png` });
    const text = await page.evaluate(() => document.body.innerText);
    const expected = [];
    for (const { route, operation, parameters } of operations()) {
      expected.push(route, operation.summary, ...parameters.map((parameter) => parameter.name), ...Object.keys(operation.responses));
    }
    for (const [name, schema] of Object.entries(contract.components.schemas)) {
      expected.push(name, ...Object.keys(schema.properties ?? {}));
    }
    assert(expected.length > 40, `expected more than 40 words, found ${expected.length}`);
    assert.deepEqual(expected.filter((word) => !text.includes(word)), []);
  },

  async "the reference shows every example of every response"() {
    const page = await openReference(`${origin}/reference/index.html`);
    let seen = 0;
    for (const { route, method, operation } of operations()) {
      const section = page.locator(`[id$="/${method.toUpperCase()}${route}"]`);
      const card = section.locator('[aria-label="Example Responses"]');
      for (const [status, response] of Object.entries(operation.responses)) {
        const media = resolved(response).content?.["application/json"];
        if (!media) continue;
        await card.getByRole("tab", { name: status }).click();
        const examples = Object.entries(media.examples ?? { example: { value: media.example } });
        for (const [name, example] of examples) {
          const { summary, value } = resolved(example);
          if (examples.length > 1) {
            await card.getByTestId("example-picker").click();
            await page.getByRole("option", { name: new RegExp(`^(${name}|${summary})$`) }).click();
          }
          const shown = JSON.parse(await card.locator("pre").innerText());
          assert.deepEqual(shown, value, `${operation.operationId} ${status} ${name}`);
          seen += 1;
        }
      }
    }
    assert(seen >= 10, `expected at least 10 examples, found ${seen}`);
    await page.screenshot({ path: `${screenshots}/site-examples.png` });
  },

  async "each page of the guide links to the next, and does not show lines that rustdoc hides"() {
    const page = await open(`${origin}/docs/guide/index.html`);
    const contents = await page.locator("article ol a").evaluateAll((links) => links.map((link) => link.href));
    assert(contents.length >= 14, `expected at least 14 pages, found ${contents.length}`);
    for (const address of contents) {
      // The link "Next" at the end of a page opens the next page.
      await page.locator("a.md-footer__link--next").click();
      await page.waitForURL(address);
      const code = await page.locator("article pre").allInnerTexts();
      assert.deepEqual(code.filter((text) => /^# |guide::run/m.test(text)), [], address);
      await page.screenshot({ path: `${screenshots}/site-guide-${path.basename(address, ".html")}.png`, fullPage: true });
    }
  },

  async "the search finds words of the guides"() {
    const page = await open(`${origin}/index.html`);
    assert.match(await search(page, "Retry-After"), /Retry-After/i);
    await page.screenshot({ path: `${screenshots}/site-search.png` });
  },

  async "no link within the site is broken, including anchors"() {
    const page = await open(`${origin}/index.html`);
    const pending = [`${origin}/index.html`];
    const ids = new Map();
    const links = [];
    while (pending.length > 0) {
      const address = pending.pop();
      if (ids.has(address)) continue;
      await page.goto(address);
      ids.set(address, await page.evaluate(() => [...document.querySelectorAll("[id]")].map((node) => node.id)));
      // rustdoc checks the links of the Rust docs, and a script creates the links of the reference.
      if (address.includes("/rust/") || address.includes("/reference/")) continue;
      for (const href of await page.evaluate(() => [...document.links].map((link) => link.href))) {
        if (!href.startsWith(origin)) continue;
        links.push([address, href]);
        const target = href.split("#")[0];
        if (target.endsWith(".html")) pending.push(target);
        else assert.equal((await page.request.get(target)).status(), 200, `${address} links to ${target}`);
      }
    }
    for (const [address, href] of links) {
      const [target, fragment] = href.split("#");
      if (fragment && target.endsWith(".html")) {
        assert(ids.get(target).includes(decodeURIComponent(fragment)), `${address} links to ${href}`);
      }
    }
    assert(ids.size >= 6, `expected at least 6 pages, found ${ids.size}`);
    const missing = [];
    for (const link of ["index.html", "docs/guide/index.html", "openapi/index.html", "rust/blueshift/index.html", "openapi/blueshift.yaml", "openapi/blueshift.json"]) {
      if ((await page.request.get(`${origin}/${link}`)).status() !== 200) missing.push(link);
    }
    assert.deepEqual(missing, [], "the header of the reference has broken links");
  },

  async "the site works from the file system, including the search"() {
    const page = await open(pathToFileURL(path.join(site, "index.html")).href);
    assert.match(await search(page, "Retry-After"), /Retry-After/i);
    await page.keyboard.press("Escape");
    await page.getByRole("navigation", { name: "Navigation" }).getByRole("link", { name: "API reference" }).click();
    await page.getByRole("heading", { name: contract.info.title }).waitFor();
    await page.getByRole("heading", { name: operations()[0].operation.summary }).first().waitFor();
  },

  async "pages fit a phone screen, also in dark mode"() {
    const page = await open(`${origin}/index.html`, { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
    for (const address of ["index.html", "openapi/index.html", "docs/guide/errors.html", "reference/index.html"]) {
      await page.goto(`${origin}/${address}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert(excess <= 0, `${address} is ${excess} pixels too wide`);
      await page.screenshot({ path: `${screenshots}/site-phone-${address.split("/")[0].replace(".html", "")}.png` });
    }
  },

  async "a request to another host is recorded"() {
    const recorded = [];
    const page = await open(`${origin}/index.html`, { recorded });
    await page.evaluate(() => fetch("https://example.com/font.woff2").catch(() => undefined));
    assert.deepEqual(recorded, ["https://example.com/font.woff2"]);
  },

  async "no page makes a request to another host or reports an error"() {
    assert.deepEqual(external, []);
    assert.deepEqual(errors, []);
    assert(requests > 50, `expected more than 50 requests, found ${requests}`);
  },
};

await run(checks);
await browser.close();
server.close();
