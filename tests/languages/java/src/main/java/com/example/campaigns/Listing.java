package com.example.campaigns;

import com.example.blueshift.ApiClient;
import com.example.blueshift.ApiException;
import com.example.blueshift.api.CampaignsApi;
import com.example.blueshift.api.CampaignsApi.APIListCampaignsRequest;
import com.example.blueshift.model.Campaign;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A Blueshift client and a listing that misses no campaign. Copy this file beside the generated client. */
final class Listing {
  private static final Set<Integer> PAGE_ZERO_REFUSED = Set.of(400, 404, 422);

  private Listing() {}

  /** A client for one account. */
  static CampaignsApi connect(String baseUrl, String apiKey) {
    // The API key is the user name; the password is empty, hence the colon at the end.
    var token = Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8));
    // A redirect would carry the key to another host.
    var http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER);
    var client = new ApiClient(http, ApiClient.createDefaultObjectMapper(), baseUrl);
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + token));
    client.setConnectTimeout(Duration.ofSeconds(10));
    client.setReadTimeout(Duration.ofSeconds(30));
    return new CampaignsApi(client);
  }

  /** Hands on every campaign of the account, each one once. It throws rather than ending early. */
  static void forEach(CampaignsApi api, Consumer<Campaign> consumer) throws ApiException {
    var seen = new HashSet<String>();
    var pagesWithoutNews = 0;
    // Whether pages count from 0 or from 1 is not documented: 0 first, and on with 1 if 0 is refused.
    for (var page = 0; ; page++) {
      List<Campaign> campaigns;
      try {
        campaigns = api.listCampaigns(APIListCampaignsRequest.newBuilder().perPage(100).page(page).build());
      } catch (ApiException refusal) {
        if (page == 0 && PAGE_ZERO_REFUSED.contains(refusal.getCode())) {
          continue;
        }
        throw refusal;
      }
      // Only an empty page is the end. A short one may come from a server that caps per_page.
      if (campaigns.isEmpty()) {
        return;
      }
      // Page 1 may repeat page 0, and rows that are inserted while paging push others onto the next page.
      var fresh = campaigns.stream().filter(campaign -> seen.add(campaign.getUuid())).toList();
      pagesWithoutNews = fresh.isEmpty() ? pagesWithoutNews + 1 : 0;
      if (pagesWithoutNews == 2) {
        throw new IllegalStateException("page " + page + " repeats what was seen: the server ignores page");
      }
      fresh.forEach(consumer);
    }
  }
}
