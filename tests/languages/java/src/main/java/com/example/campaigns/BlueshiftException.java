package com.example.campaigns;

/** An unsuccessful response, with its status and its body as text. */
public final class BlueshiftException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String text;
  private final String requestId;

  BlueshiftException(int status, String text, String requestId) {
    super("status " + status + ": " + (text.isEmpty() ? "empty body" : text.substring(0, Math.min(text.length(), 500))));
    this.status = status;
    this.text = text;
    this.requestId = requestId;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The body; empty if there was none. */
  public String text() {
    return text;
  }

  /** The header x-request-id, or null. */
  public String requestId() {
    return requestId;
  }
}
