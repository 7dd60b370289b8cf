package com.example.campaigns;

import com.example.blueshift.ApiClient;
import com.example.blueshift.ApiException;
import com.example.blueshift.api.CampaignsApi;
import com.example.blueshift.api.CampaignsApi.APIListCampaignsRequest;
import com.example.blueshift.model.Campaign;
import com.example.blueshift.model.ErrorMessage;
import com.example.blueshift.model.FieldErrors;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openapitools.jackson.nullable.JsonNullable;

/** Lists campaigns, reads what may be null, and meets the errors that every program should expect. */
public final class Main {
  private static final APIListCampaignsRequest ANY = APIListCampaignsRequest.newBuilder().build();

  private static final Map<String, Function<Campaign, JsonNullable<?>>> NULLABLE =
      Map.of(
          "startdate", Campaign::getStartdate_JsonNullable,
          "next_execution_scheduled_at", Campaign::getNextExecutionScheduledAt_JsonNullable,
          "segment_uuid", Campaign::getSegmentUuid_JsonNullable,
          "segment_name", Campaign::getSegmentName_JsonNullable,
          "prioritization_label", Campaign::getPrioritizationLabel_JsonNullable);

  private Main() {}

  /** Runs against the base URL and API key of the environment. */
  public static void main(String[] arguments) throws Exception {
    var baseUrl = System.getenv().getOrDefault("BLUESHIFT_BASE_URL", "https://api.getblueshift.com");
    var api = Listing.connect(baseUrl, System.getenv("BLUESHIFT_API_KEY"));

    // One page, with filters.
    var launched =
        api.listCampaigns(
            APIListCampaignsRequest.newBuilder()
                .status("launched")
                .execTerm("recurring")
                .createdBefore(OffsetDateTime.parse("2100-01-01T00:00:00Z"))
                .perPage(4)
                .build());
    check(!launched.isEmpty() && launched.size() <= 4, "filters: " + launched.size() + " campaigns");
    for (var campaign : launched) {
      check("launched".equals(campaign.getStatus()), "status: " + campaign);
      check("recurring".equals(campaign.getExecTerm()), "exec_term: " + campaign);
    }

    // Everything.
    var all = new ArrayList<Campaign>();
    Listing.forEach(api, all::add);
    checkFields(all);
    checkErrors(api, baseUrl);

    var withSegment = all.stream().filter(campaign -> campaign.getSegmentUuid() != null).count();
    System.out.println(all.size() + " campaigns, " + withSegment + " with a segment");
  }

  /** A field may be missing, and some may also be null. The sandbox sends every field, each nullable one both ways. */
  private static void checkFields(List<Campaign> all) {
    for (var campaign : all) {
      var plain =
          Stream.of(
              campaign.getUuid(),
              campaign.getName(),
              campaign.getStatus(),
              campaign.getCreatedAt(),
              campaign.getUpdatedAt(),
              campaign.getExecTerm(),
              campaign.getArchived(),
              campaign.getHoldoutPercentage(),
              campaign.getAuthor(),
              campaign.getEmail());
      check(plain.allMatch(Objects::nonNull), "a field is missing: " + campaign);
    }
    NULLABLE.forEach(
        (field, get) -> {
          check(all.stream().allMatch(campaign -> get.apply(campaign).isPresent()), field + " is missing");
          check(all.stream().anyMatch(campaign -> get.apply(campaign).get() == null), field + " is never null");
          check(all.stream().anyMatch(campaign -> get.apply(campaign).get() != null), field + " is always null");
        });
  }

  private static void checkErrors(CampaignsApi api, String baseUrl) throws Exception {
    // 400: which parameter is wrong, and why.
    var refused = refusal(api, APIListCampaignsRequest.newBuilder().perPage(0).build());
    check(refused.getCode() == 400, "400: got " + refused.getCode());
    var reasons = body(refused, FieldErrors.class).getErrors().get("per_page");
    check(reasons != null && !reasons.isEmpty(), "400: no reason in " + refused.getResponseBody());

    // 401: the key is wrong, of the wrong kind or of the other region.
    var stranger = refusal(Listing.connect(baseUrl, "not-a-key"), ANY);
    check(stranger.getCode() == 401, "401: got " + stranger.getCode());
    check(body(stranger, ErrorMessage.class).getMessage() != null, "401: no message in " + stranger.getResponseBody());

    // 429: slow down and try again. The sandbox makes one on demand.
    var fault =
        HttpRequest.newBuilder(URI.create(baseUrl + "/__sandbox/faults"))
            .PUT(HttpRequest.BodyPublishers.ofString("[{\"status\":429,\"times\":1}]"))
            .build();
    HttpClient.newHttpClient().send(fault, HttpResponse.BodyHandlers.discarding());
    var limited = refusal(api, ANY);
    check(limited.getCode() == 429, "429: got " + limited.getCode());
    check(body(limited, ErrorMessage.class).getMessage() != null, "429: no message in " + limited.getResponseBody());
    check(!api.listCampaigns(ANY).isEmpty(), "the retry failed");
  }

  private static ApiException refusal(CampaignsApi api, APIListCampaignsRequest request) {
    try {
      api.listCampaigns(request);
    } catch (ApiException refusal) {
      return refusal;
    }
    throw new AssertionError("the request was not refused");
  }

  /** This client hands an error's body over as text. Which type it is follows from the status. */
  private static <T> T body(ApiException refusal, Class<T> type) throws Exception {
    return ApiClient.createDefaultObjectMapper().readValue(refusal.getResponseBody(), type);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
