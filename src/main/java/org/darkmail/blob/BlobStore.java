package org.darkmail.blob;

import java.io.IOException;
import java.io.InputStream;

/// Where octets lie. Knows names and octets, no owners and no rights. A fault of the store itself
/// is an `UncheckedIOException`; an `IOException` comes from the stream that was handed in.
public interface BlobStore {

  /// Octets that are there, of a growing or a finished blob; 0 if there are none.
  long length(BlobName name);

  /// Adds octets at the end of a growing blob and makes them durable, also those that came before
  /// the stream broke off. One caller at a time for each name.
  ///
  /// @param most octets to take from the stream at most
  /// @return octets taken
  long append(BlobName name, InputStream octets, long most) throws IOException;

  /// Ends the growth: from now on the blob can be read, and a crash cannot take it away. May be
  /// called again.
  void finish(BlobName name);

  /// Octets of a finished blob, `from` to `from + length`.
  InputStream read(BlobName name, long from, long length);

  /// Removes whatever has this name. May be called again.
  void delete(BlobName name);
}
