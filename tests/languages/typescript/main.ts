// The conformance program: lists the campaigns of each server in BLUESHIFT_SERVERS, and prints the result as one line of JSON per
// server. The format of a server is `MODE=URL`. Without servers, it prints the UUIDs of the campaigns at BLUESHIFT_BASE_URL, for
// the exam.

import { allCampaigns, BlueshiftError, connect, type Campaign, type Filters } from "./campaigns.js";

const FILTERS: Filters = {
  name: "Campaign",
  email: "jane.doe@example.com",
  created_after: "2000-01-01T00:00:00+02:00",
  created_before: "2100-01-01T00:00:00Z",
  startdate: "2000-01-01T00:00:00Z",
  archived: false,
  status: "launched",
  exec_term: "recurring",
  per_page: 4,
};
const NOW = Date.parse("2024-05-01T00:00:00Z");

if (process.env["BLUESHIFT_SERVERS"] === undefined) await exam();

for (const server of (process.env["BLUESHIFT_SERVERS"] ?? "").split(" ").filter((server) => server !== "")) {
  const at = server.indexOf("=");
  const [mode, url] = [server.slice(0, at), server.slice(at + 1)];
  const waits: number[] = [];
  const client = connect(url, process.env["BLUESHIFT_API_KEY"] ?? "", {
    timeout: mode === "short-timeout" ? 1 : 60,
    sleep: async (seconds) => void waits.push(seconds),
    random: () => 0.5,
    now: () => NOW,
  });
  const filters = mode === "filtered" ? FILTERS : mode === "whole" ? { per_page: 500 } : {};
  const campaigns: unknown[] = [];
  let error = null;
  try {
    for await (const campaign of allCampaigns(client, filters)) campaigns.push(read(campaign));
  } catch (thrown) {
    error =
      thrown instanceof BlueshiftError
        ? { status: thrown.status, text: thrown.text, requestId: thrown.requestId }
        : { message: String(thrown) };
  }
  console.log(JSON.stringify({ campaigns, error, waits }));
}

async function exam(): Promise<void> {
  const [url, key] = [process.env["BLUESHIFT_BASE_URL"] ?? "", process.env["BLUESHIFT_API_KEY"] ?? ""];
  try {
    for await (const campaign of allCampaigns(connect(url, key, { timeout: 10, random: () => 0 }))) {
      console.log(campaign.uuid);
    }
  } catch (thrown) {
    console.error(thrown);
    process.exitCode = 1;
  }
}

/** Returns the fields of a campaign as JSON values: absent fields remain absent, and timestamps become milliseconds. */
function read(campaign: Campaign): unknown {
  return {
    name: campaign.name,
    status: campaign.status,
    startdate: milliseconds(campaign.startdate),
    created_at: milliseconds(campaign.created_at),
    updated_at: milliseconds(campaign.updated_at),
    uuid: campaign.uuid,
    exec_term: campaign.exec_term,
    next_execution_scheduled_at: milliseconds(campaign.next_execution_scheduled_at),
    archived: campaign.archived,
    holdout_percentage: campaign.holdout_percentage,
    segment_uuid: campaign.segment_uuid,
    segment_name: campaign.segment_name,
    author: campaign.author,
    email: campaign.email,
    prioritization_label: campaign.prioritization_label,
  };
}

function milliseconds(timestamp: string | null | undefined): number | null | undefined {
  return typeof timestamp === "string" ? Date.parse(timestamp) : timestamp;
}
