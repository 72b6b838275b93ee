package org.darkmail.account;

/// Parameters of the passphrase's key derivation (spec 20.1).
///
/// @param algorithm `argon2id`, RFC 9106
/// @param passes 3 to 10
/// @param lanes 1 to 16
/// @param memory KiB, 65,536 to 1,048,576
/// @param salt 16 octets, computed by the client
public record Kdf(String algorithm, int passes, int lanes, int memory, byte[] salt) {

  /// What a client is told to use, and what an unknown address seems to use.
  public record Parameters(String algorithm, int passes, int lanes, int memory) {

    public static final Parameters DEFAULT = new Parameters("argon2id", 3, 4, 65_536);
  }

  public Kdf {
    if (!algorithm.equals("argon2id")
        || passes < 3
        || passes > 10
        || lanes < 1
        || lanes > 16
        || memory < 65_536
        || memory > 1_048_576
        || salt.length != 16) {
      throw new IllegalArgumentException("key derivation outside of spec 20.1");
    }
  }
}
