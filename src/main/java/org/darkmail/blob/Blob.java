package org.darkmail.blob;

/// What is known of a blob.
///
/// @param size octets when complete
/// @param shared true at the origin, where whoever knows the name may read; false for a copy, which
///   its owner alone may read
/// @param complete false while it is being uploaded; only what is complete may be read or held
public record Blob(BlobName name, Owner owner, long size, boolean shared, boolean complete)
    implements Reservation, Copy {}
