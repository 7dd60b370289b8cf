package com.example.campaigns;

import com.example.blueshift.ApiException;
import com.example.blueshift.api.CampaignsApi.APIListCampaignsRequest;
import com.example.blueshift.model.Campaign;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * The conformance program: lists the campaigns of each server in BLUESHIFT_SERVERS, and prints the result as one line
 * of JSON per server. The format of a server is {@code MODE=URL}. Without servers, it prints the UUIDs of the campaigns at
 * BLUESHIFT_BASE_URL, for the exam.
 */
public final class Main {
  private static final Instant NOW = Instant.parse("2024-05-01T00:00:00Z");

  private Main() {}

  /** Lists the campaigns of the servers in the environment, with the API key in the environment. */
  public static void main(String[] arguments) throws JsonProcessingException {
    if (System.getenv("BLUESHIFT_SERVERS") == null) {
      exam();
      return;
    }
    for (var server : System.getenv("BLUESHIFT_SERVERS").split(" ")) {
      var parts = server.split("=", 2);
      System.out.println(new ObjectMapper().writeValueAsString(list(parts[0], parts[1])));
    }
  }

  private static void exam() {
    var transport =
        new Transport(Duration.ofSeconds(10), wait -> Thread.sleep(wait.toMillis()), () -> 0, Instant::now);
    var api =
        Campaigns.connect(System.getenv("BLUESHIFT_BASE_URL"), System.getenv("BLUESHIFT_API_KEY"), transport);
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try {
      Campaigns.forEach(
          api, APIListCampaignsRequest::newBuilder, 200, campaign -> out.println(campaign.getUuid()));
    } catch (ApiException | RuntimeException failed) {
      System.err.println(failed);
      out.flush();
      System.exit(1);
    }
    out.flush();
  }

  private static Map<String, Object> list(String mode, String url) {
    var waits = new ArrayList<Double>();
    var timeout = Duration.ofSeconds(mode.equals("short-timeout") ? 1 : 60);
    var transport = new Transport(timeout, wait -> waits.add(wait.toMillis() / 1000.0), () -> 0.5, () -> NOW);
    var api = Campaigns.connect(url, System.getenv("BLUESHIFT_API_KEY"), transport);
    var filtered = mode.equals("filtered");
    Supplier<APIListCampaignsRequest.Builder> filters =
        () -> filtered ? filters() : APIListCampaignsRequest.newBuilder();
    var campaigns = new ArrayList<Map<String, Object>>();
    Map<String, Object> error = null;
    try {
      var perPage = filtered ? 4 : mode.equals("whole") ? 500 : 200;
      Campaigns.forEach(api, filters, perPage, campaign -> campaigns.add(read(campaign)));
    } catch (BlueshiftException refused) {
      error = new HashMap<>();
      error.put("status", refused.status());
      error.put("text", refused.text());
      error.put("requestId", refused.requestId());
    } catch (ApiException | RuntimeException failed) {
      error = Map.of("message", failed.toString());
    }
    var result = new LinkedHashMap<String, Object>();
    result.put("campaigns", campaigns);
    result.put("error", error);
    result.put("waits", List.copyOf(waits));
    return result;
  }

  private static APIListCampaignsRequest.Builder filters() {
    return APIListCampaignsRequest.newBuilder()
        .name("Campaign")
        .email("jane.doe@example.com")
        .createdAfter(OffsetDateTime.parse("2000-01-01T00:00:00+02:00"))
        .createdBefore(OffsetDateTime.parse("2100-01-01T00:00:00Z"))
        .startdate(OffsetDateTime.parse("2000-01-01T00:00:00Z"))
        .archived(false)
        .status("launched")
        .execTerm("recurring");
  }

  /** Returns the fields of a campaign as JSON values: absent fields remain absent, and timestamps become milliseconds. */
  private static Map<String, Object> read(Campaign campaign) {
    var fields = new HashMap<String, Object>();
    fields.put("uuid", campaign.getUuid());
    put(fields, "name", campaign.getName_JsonNullable());
    put(fields, "status", campaign.getStatus_JsonNullable());
    put(fields, "startdate", campaign.getStartdate_JsonNullable());
    put(fields, "created_at", campaign.getCreatedAt_JsonNullable());
    put(fields, "updated_at", campaign.getUpdatedAt_JsonNullable());
    put(fields, "exec_term", campaign.getExecTerm_JsonNullable());
    put(fields, "next_execution_scheduled_at", campaign.getNextExecutionScheduledAt_JsonNullable());
    put(fields, "archived", campaign.getArchived_JsonNullable());
    put(fields, "holdout_percentage", campaign.getHoldoutPercentage_JsonNullable());
    put(fields, "segment_uuid", campaign.getSegmentUuid_JsonNullable());
    put(fields, "segment_name", campaign.getSegmentName_JsonNullable());
    put(fields, "author", campaign.getAuthor_JsonNullable());
    put(fields, "email", campaign.getEmail_JsonNullable());
    put(fields, "prioritization_label", campaign.getPrioritizationLabel_JsonNullable());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, JsonNullable<?> field) {
    if (field.isPresent()) {
      var value = field.get();
      fields.put(name, value instanceof OffsetDateTime timestamp ? timestamp.toInstant().toEpochMilli() : value);
    }
  }
}
