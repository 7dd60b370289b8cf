// A Blueshift client over the code that openapi-typescript generates, and a listing that misses no campaign.
// Copy this file and generate schema.d.ts beside it: npx openapi-typescript blueshift.yaml -o schema.d.ts

import createClient, { type Client, type Middleware } from "openapi-fetch";
import type { components, operations, paths } from "./schema.js";

export type Blueshift = Client<paths>;
export type Campaign = components["schemas"]["Campaign"];
export type Filters = Omit<NonNullable<operations["list_campaigns"]["parameters"]["query"]>, "page">;

const LIST = "/api/v2/campaigns.json";
const RETRY_DELAYS = [1, 2, 4, 8, 16];
const LONGEST_RETRY_AFTER = 60;
const FURTHER_READINGS = 5;
/** The header in which the middleware keeps the total of an envelope. */
const TOTAL = "x-list-total";

/** A response that is no success, with its status and its body as text, whatever that body is. */
export class BlueshiftError extends Error {
  constructor(
    readonly status: number,
    readonly text: string,
    readonly requestId: string | null,
  ) {
    super(`status ${status}: ${text.slice(0, 500) || "empty body"}`);
    this.name = "BlueshiftError";
  }
}

export interface Options {
  /** Seconds after which one attempt fails. */
  timeout?: number;
  /** Waits this many seconds. */
  sleep?: (seconds: number) => Promise<void>;
  /** Returns a number from 0 to 1, for jitter. */
  random?: () => number;
  /** Returns the time in milliseconds since 1970. */
  now?: () => number;
}

/** A client for one account. */
export function connect(baseUrl: string, apiKey: string, options: Options = {}): Blueshift {
  // The API key is the user name; the password is empty, hence the colon at the end.
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;
  // A redirect would send the key to another host.
  const client = createClient<paths>({ baseUrl, headers: { authorization }, redirect: "manual" });
  client.use(middleware(options));
  return client;
}

/** Sends each request with timeout and retries, throws BlueshiftError for errors, and turns any list body into an array. */
export function middleware(options: Options = {}): Middleware {
  const { timeout = 30, sleep = pause, random = Math.random, now = Date.now } = options;
  return {
    async onRequest({ request, schemaPath, options: { fetch } }) {
      for (let attempt = 0; ; attempt += 1) {
        let retryAfter = 0;
        let failure: unknown;
        try {
          const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeout * 1000)]);
          const response = await fetch(new Request(request.clone(), { signal }));
          const text = await response.text();
          if (response.ok) return success(response, text, schemaPath);
          failure = new BlueshiftError(response.status, text, response.headers.get("x-request-id"));
          retryAfter = secondsOf(response.headers.get("retry-after"), now());
        } catch (error) {
          if (request.signal.aborted || error instanceof BlueshiftError) throw error;
          failure = error;
        }
        const delay = RETRY_DELAYS[attempt];
        if (delay === undefined || retryAfter > LONGEST_RETRY_AFTER || !retryable(request, failure)) throw failure;
        await sleep(Math.max(delay, retryAfter) + delay * random());
      }
    },
  };
}

/** A write that may have been applied is never sent again. */
function retryable(request: Request, failure: unknown): boolean {
  const status = failure instanceof BlueshiftError ? failure.status : undefined;
  return status === 429 || (request.method === "GET" && (status === undefined || status >= 500));
}

/** Seconds or an HTTP date; 0 without a usable header. */
function secondsOf(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  const value = retryAfter.trim();
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Math.max(seconds || 0, 0);
}

function success(response: Response, text: string, schemaPath: string): Response {
  const { status, headers } = response;
  if (schemaPath !== LIST) return new Response(text || null, { status, headers });
  const found = listIn(text);
  if (found === undefined) throw new BlueshiftError(status, text, headers.get("x-request-id"));
  const kept = {
    "content-type": "application/json",
    "x-request-id": headers.get("x-request-id") ?? "",
    [TOTAL]: String(found.total),
  };
  return new Response(JSON.stringify(found.list), { status, headers: kept });
}

/** The list in any of the known bodies, and the total, or 0; undefined for any other body, and for an error beside an empty list. */
function listIn(text: string): { list: unknown[]; total: number } | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Array.isArray(body)) return { list: body, total: 0 };
  if (typeof body !== "object" || body === null) return undefined;
  const { results, campaigns, success, error, errors, message, total_count } = body as Record<string, unknown>;
  const list = results ?? campaigns;
  if (!Array.isArray(list)) return undefined;
  const failed = success === false || [error, errors, message].some(isFilled);
  return failed && list.length === 0 ? undefined : { list, total: Number(total_count) || 0 };
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** Every campaign that matches the filters, each once. Throws rather than ending early. */
export async function* allCampaigns(client: Blueshift, filters: Filters = {}): AsyncGenerator<Campaign> {
  const seen = new Set<string>();
  // A campaign on two pages means that the list moved, and another may have been missed: read again.
  for (let reading = 0; reading <= FURTHER_READINGS; reading += 1) {
    let places = 0;
    let total = 0;
    for await (const page of pages(client, { per_page: 200, ...filters })) {
      places += page.length;
      total = page.total;
      for (const campaign of page) {
        if (!campaign.uuid) throw new Error(`a campaign has no uuid: ${JSON.stringify(campaign)}`);
        if (seen.has(campaign.uuid)) continue;
        seen.add(campaign.uuid);
        yield campaign;
      }
      // Pages that only repeat each other must not be read forever.
      if (places > 2 * seen.size + 1000) break;
    }
    if (places > seen.size) continue;
    if (seen.size < total) throw new Error(`${seen.size} campaigns, but the total is ${total}`);
    return;
  }
  throw new Error("the list kept changing while it was read");
}

/** The pages of one reading, from the first to a confirmed end. */
async function* pages(client: Blueshift, filters: Filters & { per_page: number }): AsyncGenerator<Found> {
  const get = (page: number, per_page = filters.per_page) => onePage(client, { ...filters, page, per_page });
  let start = 0;
  let items = await get(start);
  if (items instanceof BlueshiftError) {
    const refusal = items;
    items = await get(++start);
    if (items instanceof BlueshiftError) throw refusal;
  }
  let previous: Campaign[] = [];
  let differed = false;
  for (let page = start; ; items = await get(++page)) {
    if (isNothing(items)) {
      // The end, if the next page and a second look show nothing either.
      const [next, again] = [await get(page + 1), await get(page)];
      if (isNothing(next) && isNothing(again)) {
        const refusal = [items, next, again].find((result) => result instanceof BlueshiftError);
        if (refusal !== undefined && isNothing(await get(start))) throw refusal;
        return;
      }
      if (items instanceof BlueshiftError && isNothing(again)) throw items;
      if (isNothing(again)) page += 1;
      items = isNothing(again) ? next : again;
    }
    if (items instanceof BlueshiftError) throw items;
    if (!isSame(items, previous)) {
      differed ||= previous.length > 0;
      previous = items;
      yield items;
    } else if (isSame(items, await get(page + 1000))) {
      // Past its end, this server repeats a page; or it ignores `page`, and the list cannot be read.
      if (differed || (items.length === 1 && filters.per_page > 1)) return;
      const [first, ...others] = [await get(start, 1), await get(start + 1, 1), await get(start + 2, 1)];
      if (others.every((other) => isSame(first, other))) throw new Error("the server ignores page");
      return;
    }
  }
}

/** One page, or the error if the server refuses its number. */
async function onePage(client: Blueshift, query: Filters & { page: number }): Promise<Found | BlueshiftError> {
  try {
    const { data, response } = await client.GET(LIST, { params: { query } });
    return Object.assign(data ?? [], { total: Number(response.headers.get(TOTAL)) });
  } catch (error) {
    if (error instanceof BlueshiftError && [400, 404, 422].includes(error.status)) return error;
    throw error;
  }
}

/** The campaigns of a page, and the total that the server states beside them, or 0. */
type Found = Campaign[] & { total: number };
type Page = Campaign[] | BlueshiftError | undefined;

function isNothing(page: Page): page is BlueshiftError | never[] | undefined {
  return !Array.isArray(page) || page.length === 0;
}

function isSame(a: Page, b: Page): boolean {
  const key = (page: Page) => (isNothing(page) ? "" : JSON.stringify(page.map((campaign) => campaign.uuid)));
  return key(a) !== "" && key(a) === key(b);
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
