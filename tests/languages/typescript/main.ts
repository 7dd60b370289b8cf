// Lists campaigns, reads what may be null, and meets the errors that every program should expect.

import assert from "node:assert/strict";
import { allCampaigns, connect, type Campaign } from "./campaigns.js";

const baseUrl = process.env["BLUESHIFT_BASE_URL"] ?? "https://api.getblueshift.com";
const client = connect(baseUrl, process.env["BLUESHIFT_API_KEY"] ?? "");
const path = "/api/v2/campaigns.json";

// One page, with filters.
const launched = await client.GET(path, {
  params: { query: { status: "launched", exec_term: "recurring", created_before: "2100-01-01T00:00:00Z", per_page: 4 } },
});
assert(launched.data !== undefined && launched.data.length > 0 && launched.data.length <= 4);
for (const campaign of launched.data) {
  assert.equal(campaign.status, "launched");
  assert.equal(campaign.exec_term, "recurring");
}

// Everything.
const all: Campaign[] = [];
for await (const campaign of allCampaigns(client)) all.push(campaign);
assert.equal(new Set(all.map((campaign) => campaign.uuid)).size, all.length);

// A field may be missing, and some may also be null. The sandbox sends every field, and each nullable one both ways.
const plain = ["uuid", "name", "status", "created_at", "updated_at", "exec_term", "archived", "holdout_percentage", "author", "email"] as const;
const nullable = ["startdate", "next_execution_scheduled_at", "segment_uuid", "segment_name", "prioritization_label"] as const;
for (const campaign of all) {
  for (const field of plain) assert.notEqual(campaign[field] ?? undefined, undefined, `${field} is missing`);
  for (const field of nullable) assert.notEqual(campaign[field], undefined, `${field} is missing`);
}
for (const field of nullable) {
  assert(all.some((campaign) => campaign[field] === null), `${field} is never null`);
  assert(all.some((campaign) => typeof campaign[field] === "string"), `${field} is always null`);
}

// 400: which parameter is wrong, and why.
const refused = await client.GET(path, { params: { query: { startdate: "yesterday" } } });
assert.equal(refused.response.status, 400);
assert(refused.error !== undefined && "errors" in refused.error);
assert.ok(refused.error.errors["startdate"]?.[0], "no reason for startdate");

// 401: the key is wrong, of the wrong kind or of the other region.
const stranger = await connect(baseUrl, "not-a-key").GET(path);
assert.equal(stranger.response.status, 401);
assert(stranger.error !== undefined && "message" in stranger.error);
assert.notEqual(stranger.error.message, "");

// 429: slow down and try again. The sandbox makes one on demand.
await fetch(`${baseUrl}/__sandbox/faults`, { method: "PUT", body: JSON.stringify([{ status: 429, times: 1 }]) });
const limited = await client.GET(path);
assert.equal(limited.response.status, 429);
assert(limited.error !== undefined && "message" in limited.error);
assert.notEqual(limited.error.message, "");
assert((await client.GET(path)).data !== undefined, "the retry failed");

console.log(`${all.length} campaigns, ${all.filter((campaign) => campaign.segment_uuid !== null).length} with a segment`);
