package org.darkmail.federation;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;

/// An HTTP response in use. Closing it before its end cuts the connection instead of reading what
/// is left, however much that is.
final class Reply implements AutoCloseable {
  private final ClassicHttpResponse response;
  private final Runnable cut;
  private final InputStream body;

  Reply(ClassicHttpResponse response, Runnable cut) throws IOException {
    this.response = response;
    this.cut = cut;
    var entity = response.getEntity();
    this.body = entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  int status() {
    return response.getCode();
  }

  InputStream body() {
    return body;
  }

  /// Octets to come, or -1 where it does not say.
  long length() {
    var entity = response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  /// Whether a part was asked for and another one comes.
  boolean startsElsewhere(long from) {
    var range = response.getFirstHeader(HttpHeaders.CONTENT_RANGE);
    return from > 0 && (range == null || !range.getValue().startsWith("bytes " + from + "-"));
  }

  /// Where it says to look instead, if it does.
  Optional<URI> leadsTo() {
    var there = response.getFirstHeader(HttpHeaders.LOCATION);
    return status() / 100 == 3 && there != null
        ? Optional.of(URI.create(there.getValue()))
        : Optional.empty();
  }

  @Override
  public void close() {
    cut.run();
    try {
      response.close();
    } catch (IOException e) {
      // It is cut, and that is all that is wanted.
    }
  }
}
