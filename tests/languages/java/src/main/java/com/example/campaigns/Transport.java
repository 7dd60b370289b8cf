package com.example.campaigns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * A synchronous HTTP client that retries requests, throws {@link BlueshiftException} for unsuccessful responses, and
 * converts any list body to an array.
 */
public final class Transport extends HttpClient {
  /** Waits; tests replace it. */
  @FunctionalInterface
  public interface Sleeper {
    /** Waits for the duration. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** The header in which the transport keeps the total of an envelope. */
  static final String TOTAL = "x-list-total";

  private static final String LIST = "/api/v2/campaigns.json";
  private static final int[] RETRY_DELAYS = {1, 2, 4, 8, 16};
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient inner;
  private final Duration timeout;
  private final Sleeper sleeper;
  private final DoubleSupplier jitter;
  private final Supplier<Instant> now;

  /** Creates a transport with the backoff of the contract and a timeout of 30 s per attempt. */
  public Transport() {
    this(
        Duration.ofSeconds(30),
        duration -> Thread.sleep(duration.toMillis()),
        () -> ThreadLocalRandom.current().nextDouble(),
        Instant::now);
  }

  /** Creates a transport. The jitter supplier returns a number from 0 to 1. */
  public Transport(Duration timeout, Sleeper sleeper, DoubleSupplier jitter, Supplier<Instant> now) {
    // A redirect could send the key to another host.
    inner = HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(timeout).build();
    this.timeout = timeout;
    this.sleeper = sleeper;
    this.jitter = jitter;
    this.now = now;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
    for (var attempt = 0; ; attempt++) {
      var retryAfter = Duration.ZERO;
      IOException broken = null;
      BlueshiftException refused = null;
      try {
        var response = attempt(request);
        if (response.statusCode() / 100 == 2) {
          return success(response, handler);
        }
        refused = error(response);
        retryAfter = retryAfter(response.headers());
      } catch (IOException failure) {
        broken = failure;
      }
      // A write that may have been applied is never retried.
      var isGet = request.method().equals("GET");
      var retryable = refused == null ? isGet : refused.status() == 429 || (isGet && refused.status() >= 500);
      if (!retryable || attempt == RETRY_DELAYS.length || retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0) {
        if (broken != null) {
          throw broken;
        }
        throw refused;
      }
      var delay = Duration.ofSeconds(RETRY_DELAYS[attempt]);
      var wait = retryAfter.compareTo(delay) > 0 ? retryAfter : delay;
      sleeper.sleep(wait.plusMillis((long) (delay.toMillis() * jitter.getAsDouble())));
    }
  }

  /**
   * Sends the request once. The timeout includes the body, unlike {@link HttpRequest#timeout}, which ends when the headers
   * are received.
   */
  private HttpResponse<byte[]> attempt(HttpRequest request) throws IOException, InterruptedException {
    var pending = inner.sendAsync(request, BodyHandlers.ofByteArray());
    try {
      return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      pending.cancel(true);
      throw new HttpTimeoutException("no complete response within " + timeout);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  private Duration retryAfter(HttpHeaders headers) {
    var value = headers.firstValue("retry-after").orElse("").trim();
    try {
      if (value.matches("\\d+")) {
        return Duration.ofSeconds(new BigInteger(value).min(BigInteger.valueOf(Integer.MAX_VALUE)).longValue());
      }
      var wait = Duration.between(now.get(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException unusable) {
      return Duration.ZERO;
    }
  }

  private static BlueshiftException error(HttpResponse<byte[]> response) {
    var requestId = response.headers().firstValue("x-request-id").orElse(null);
    return new BlueshiftException(response.statusCode(), text(response), requestId);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static <T> HttpResponse<T> success(HttpResponse<byte[]> response, BodyHandler<T> handler) throws IOException {
    var body = response.body();
    var headers = response.headers();
    if (response.uri().getPath().endsWith(LIST)) {
      var list = listIn(text(response));
      if (list == null) {
        throw error(response);
      }
      body = JSON.writeValueAsBytes(list);
      var total = JSON.readTree(text(response)).path("total_count").asInt();
      var kept = new HashMap<>(headers.map());
      kept.put(TOTAL, List.of(Integer.toString(total)));
      headers = HttpHeaders.of(kept, (name, value) -> true);
    }
    return new Read<>(response, headers, decode(response, body, handler));
  }

  /** Returns the list of a body of any known shape. Returns null for other bodies, and for an error with an empty list. */
  private static JsonNode listIn(String text) {
    JsonNode body;
    try {
      body = JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return null;
    }
    if (body.isArray()) {
      return body;
    }
    // A null list is the same as an absent one.
    var list = body.hasNonNull("results") ? body.get("results") : body.path("campaigns");
    if (!list.isArray()) {
      return null;
    }
    var success = body.path("success");
    var failed =
        (success.isBoolean() && !success.booleanValue())
            || isFilled(body.path("error"))
            || isFilled(body.path("errors"))
            || isFilled(body.path("message"));
    return failed && list.isEmpty() ? null : list;
  }

  private static boolean isFilled(JsonNode value) {
    if (value.isContainerNode()) {
      return !value.isEmpty();
    }
    return value.isTextual() ? !value.textValue().isEmpty() : value.asBoolean();
  }

  /** Passes the body to the handler as if it were received from the network. */
  private static <T> T decode(HttpResponse<byte[]> response, byte[] body, BodyHandler<T> handler) {
    var subscriber = handler.apply(new Info(response));
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        });
    subscriber.onNext(List.of(ByteBuffer.wrap(body)));
    subscriber.onComplete();
    return subscriber.getBody().toCompletableFuture().join();
  }

  private record Info(HttpResponse<byte[]> response) implements HttpResponse.ResponseInfo {
    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return response.headers();
    }

    @Override
    public Version version() {
      return response.version();
    }
  }

  private record Read<T>(HttpResponse<byte[]> response, HttpHeaders headers, T body) implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return response.statusCode();
    }

    @Override
    public HttpRequest request() {
      return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return response.sslSession();
    }

    @Override
    public URI uri() {
      return response.uri();
    }

    @Override
    public Version version() {
      return response.version();
    }
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException("this transport is synchronous");
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> push) {
    throw new UnsupportedOperationException("this transport is synchronous");
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return inner.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return inner.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return inner.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return inner.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return inner.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return inner.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return inner.authenticator();
  }

  @Override
  public Version version() {
    return inner.version();
  }

  @Override
  public Optional<Executor> executor() {
    return inner.executor();
  }
}
