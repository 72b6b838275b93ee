package org.darkmail.blob;

import java.io.IOException;
import java.io.InputStream;

/// Where octets lie. Knows names and octets, no owners and no rights. A fault of the store itself
/// is an `UncheckedIOException`; an `IOException` comes from the stream that was handed in, and
/// from a stream that is being read.
public interface BlobStore extends AutoCloseable {

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
  ///
  /// @param size octets of the blob, all of which have been appended
  void finish(BlobName name, long size);

  /// Makes a finished blob at once; for small ones. May be called again with the same octets.
  void put(BlobName name, byte[] octets);

  /// Octets of a finished blob, `from` to `from + length`. Each is checked against a sum made when
  /// the blob was finished before it is handed out: damage is an `IOException`.
  ///
  /// @param size octets of the whole blob
  InputStream read(BlobName name, long size, long from, long length);

  /// Removes whatever has this name. May be called again.
  void delete(BlobName name);

  /// Whether it can be worked with now. Takes two seconds at most.
  boolean answers();

  /// Lets go of files and connections; what is stored stays.
  @Override
  void close();
}
