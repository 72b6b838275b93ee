package org.darkmail.federation;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.darkmail.federation.Unreachable.Kind;

/// An HTTP response in use. Closing it before its end cuts the connection.
final class Reply implements AutoCloseable {
  private final ClassicHttpResponse response;
  private final Runnable done;
  private final InputStream body;

  Reply(ClassicHttpResponse response, Runnable done) throws IOException {
    this.response = response;
    this.done = done;
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

  @Override
  public void close() throws Unreachable {
    done.run();
    try {
      response.close();
    } catch (IOException e) {
      throw new Unreachable(Kind.AWAY, "cannot close");
    }
  }
}
