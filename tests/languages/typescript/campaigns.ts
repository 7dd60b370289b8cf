// A Blueshift client and a listing that misses no campaign. Copy this file and make schema.d.ts with
//     npx openapi-typescript blueshift.yaml -o schema.d.ts

import createClient, { type Client } from "openapi-fetch";
import type { components, operations, paths } from "./schema.js";

export type Blueshift = Client<paths>;
export type Campaign = components["schemas"]["Campaign"];
export type Filters = Omit<NonNullable<operations["list_campaigns"]["parameters"]["query"]>, "page">;

export function connect(baseUrl: string, apiKey: string): Blueshift {
  // The API key is the user name; the password is empty, hence the colon at the end.
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;
  // A redirect would carry the key to another host.
  return createClient<paths>({ baseUrl, headers: { authorization }, redirect: "error" });
}

/** Every campaign that meets the filters, each one once. It throws rather than ending early. */
export async function* allCampaigns(client: Blueshift, filters: Filters = {}): AsyncGenerator<Campaign> {
  const seen = new Set<string>();
  let pagesWithoutNews = 0;
  // Whether pages count from 0 or from 1 is not documented: 0 first, and on with 1 if 0 is refused.
  for (let page = 0; ; page += 1) {
    const query = { per_page: 100, ...filters, page };
    const { data, error, response } = await client.GET("/api/v2/campaigns.json", { params: { query } });
    if (data === undefined) {
      if (page === 0 && [400, 404, 422].includes(response.status)) continue;
      throw new Error(`page ${page}: ${response.status} ${JSON.stringify(error)}`);
    }
    // Only an empty page is the end. A short one may come from a server that caps per_page.
    if (data.length === 0) return;
    // Page 1 may repeat page 0, and rows that are inserted while paging push others onto the next page.
    const fresh = data.filter((campaign) => !seen.has(campaign.uuid));
    pagesWithoutNews = fresh.length === 0 ? pagesWithoutNews + 1 : 0;
    if (pagesWithoutNews === 2) throw new Error(`page ${page} repeats what was seen: the server ignores page`);
    for (const campaign of fresh) {
      seen.add(campaign.uuid);
      yield campaign;
    }
  }
}
