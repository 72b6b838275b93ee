package org.darkmail.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.DataOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.darkmail.blob.Blob;
import org.darkmail.blob.Blobs;
import org.jspecify.annotations.Nullable;

/// Octets of a blob as an answer, whole or one range of them (RFC 9110 §14).
final class Octets {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// Octets of a blob that comes with others, and of all of them.
  private static final int SMALL = 64 * 1024;

  private static final int TOGETHER = 8 * 1024 * 1024;

  private record Part(long from, long to) {}

  private Octets() {}

  /// @param range the header; what is not one range of octets is ignored (RFC 9110 §14.2)
  static Response of(Blobs blobs, Blob blob, @Nullable String range) {
    var matcher = RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return answer(blobs, blob, 200, new Part(0, blob.size() - 1)).build();
    }
    var part = part(matcher.group(1), matcher.group(2), blob.size());
    return part.from() > part.to()
        ? Response.status(416).header("Content-Range", "bytes */" + blob.size()).build()
        : answer(blobs, blob, 206, part)
            .header("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + blob.size())
            .build();
  }

  /// Each blob after its length (4 octets); 0 for one that is not there, is not small, or would
  /// make the answer too long.
  static Response of(Blobs blobs, List<Optional<Blob>> wanted) {
    StreamingOutput body =
        out -> {
          var room = TOGETHER;
          var data = new DataOutputStream(out);
          for (var one : wanted) {
            var size = one.map(Blob::size).orElse(0L);
            var given = size <= SMALL && size <= room ? (int) (long) size : 0;
            data.writeInt(given);
            if (given > 0) {
              room -= given;
              try (var octets = blobs.read(one.orElseThrow(), 0, given)) {
                octets.transferTo(data);
              }
            }
          }
          data.flush();
        };
    return Response.ok(body, MediaType.APPLICATION_OCTET_STREAM)
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Part part(String first, String last, long size) {
    if (first.isEmpty()) {
      return new Part(Math.max(0, size - Long.parseLong(last)), size - 1);
    }
    var to = last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
    return new Part(Long.parseLong(first), to);
  }

  private static Response.ResponseBuilder answer(Blobs blobs, Blob blob, int status, Part part) {
    var length = part.to() - part.from() + 1;
    StreamingOutput body =
        out -> {
          try (var octets = blobs.read(blob, part.from(), length)) {
            octets.transferTo(out);
          }
        };
    return Response.status(status)
        .type(MediaType.APPLICATION_OCTET_STREAM)
        .header("Content-Length", length)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "no-store")
        .entity(body);
  }
}
