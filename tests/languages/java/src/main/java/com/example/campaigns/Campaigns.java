package com.example.campaigns;

import com.example.blueshift.ApiClient;
import com.example.blueshift.ApiException;
import com.example.blueshift.api.CampaignsApi;
import com.example.blueshift.api.CampaignsApi.APIListCampaignsRequest;
import com.example.blueshift.model.Campaign;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A Blueshift client over the code that OpenAPI Generator generates, and a listing that misses no campaign. Copy this
 * package beside the generated one.
 */
public final class Campaigns {
  private static final int FURTHER_READINGS = 5;
  private static final Set<Integer> REFUSALS = Set.of(400, 404, 422);

  private final CampaignsApi api;
  private final Supplier<APIListCampaignsRequest.Builder> filters;
  private final int perPage;

  private Campaigns(CampaignsApi api, Supplier<APIListCampaignsRequest.Builder> filters, int perPage) {
    this.api = api;
    this.filters = filters;
    this.perPage = perPage;
  }

  /** A client for one account. */
  public static CampaignsApi connect(String baseUrl, String apiKey, Transport transport) {
    var client =
        new ApiClient(HttpClient.newBuilder(), ApiClient.createDefaultObjectMapper(), baseUrl) {
          @Override
          public HttpClient getHttpClient() {
            return transport;
          }
        };
    // The API key is the user name; the password is empty, hence the colon at the end.
    var token = Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8));
    client.setRequestInterceptor(request -> request.header("Authorization", "Basic " + token));
    return new CampaignsApi(client);
  }

  /**
   * Passes every campaign that matches the filters to the consumer, each once. Throws rather than ending early. The
   * supplier of filters is called once per request: {@code () -> APIListCampaignsRequest.newBuilder().status("launched")}.
   */
  public static void forEach(
      CampaignsApi api,
      Supplier<APIListCampaignsRequest.Builder> filters,
      int perPage,
      Consumer<Campaign> consumer)
      throws ApiException {
    var listing = new Campaigns(api, filters, perPage);
    var seen = new HashSet<String>();
    // A campaign on two pages means that the list moved, and another may have been missed: read again.
    for (var reading = 0; reading <= FURTHER_READINGS; reading++) {
      var places = new int[1];
      var total = new int[1];
      listing.pages(
          page -> {
            places[0] += page.items().size();
            total[0] = page.total();
            for (var campaign : page.items()) {
              if (campaign.getUuid() == null || campaign.getUuid().isEmpty()) {
                throw new IllegalStateException("a campaign has no uuid: " + campaign);
              }
              if (seen.add(campaign.getUuid())) {
                consumer.accept(campaign);
              }
            }
            // Pages that only repeat each other must not be read forever.
            return places[0] <= 2 * seen.size() + 1000;
          });
      if (places[0] <= seen.size()) {
        if (seen.size() < total[0]) {
          throw new IllegalStateException(seen.size() + " campaigns, but the total is " + total[0]);
        }
        return;
      }
    }
    throw new IllegalStateException("the list kept changing while it was read");
  }

  /** A page: campaigns and the total that is stated beside them, or the error with which the server refused its number. */
  private record Page(List<Campaign> items, int total, BlueshiftException refusal) {
    boolean isNothing() {
      return items.isEmpty();
    }

    boolean isSame(Page other) {
      return !isNothing() && keys().equals(other.keys());
    }

    private List<String> keys() {
      return items.stream().map(Campaign::getUuid).toList();
    }
  }

  /** Passes the pages of one reading, from the first to a confirmed end, until the predicate is false. */
  private void pages(Predicate<Page> use) throws ApiException {
    var start = 0;
    var page = get(start, perPage);
    if (page.refusal() != null) {
      var refusal = page.refusal();
      page = get(++start, perPage);
      if (page.refusal() != null) {
        throw refusal;
      }
    }
    var previous = new Page(List.of(), 0, null);
    var differed = false;
    for (var number = start; ; page = get(++number, perPage)) {
      if (page.isNothing()) {
        // The end, if the next page and a second look show nothing either.
        var next = get(number + 1, perPage);
        var again = get(number, perPage);
        if (next.isNothing() && again.isNothing()) {
          for (var result : List.of(page, next, again)) {
            if (result.refusal() != null && get(start, perPage).isNothing()) {
              throw result.refusal();
            }
          }
          return;
        }
        if (page.refusal() != null && again.isNothing()) {
          throw page.refusal();
        }
        if (again.isNothing()) {
          number++;
          page = next;
        } else {
          page = again;
        }
      }
      if (!page.isSame(previous)) {
        differed |= !previous.isNothing();
        previous = page;
        if (!use.test(page)) {
          return;
        }
      } else if (page.isSame(get(number + 1000, perPage))) {
        // Past its end, this server repeats a page; or it ignores page, and the list cannot be read.
        if (differed || (page.items().size() == 1 && perPage > 1)) {
          return;
        }
        var first = get(start, 1);
        if (first.isSame(get(start + 1, 1)) && first.isSame(get(start + 2, 1))) {
          throw new IllegalStateException("the server ignores page");
        }
        return;
      }
    }
  }

  private Page get(int number, int size) throws ApiException {
    try {
      var response = api.listCampaignsWithHttpInfo(filters.get().page(number).perPage(size).build());
      var total = response.getHeaders().getOrDefault(Transport.TOTAL, List.of("0")).get(0);
      return new Page(response.getData(), Integer.parseInt(total), null);
    } catch (BlueshiftException refusal) {
      if (!REFUSALS.contains(refusal.status())) {
        throw refusal;
      }
      return new Page(List.of(), 0, refusal);
    }
  }
}
