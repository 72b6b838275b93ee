package org.darkmail.openpgp;

import static org.darkmail.openpgp.Refusal.Reason.TOO_LARGE;

/// The bodies of the six packets of a certificate or of its secret form (RFC 9580 §10), in their
/// only order (spec 10.1).
@SuppressWarnings("ArrayRecordComponent") // of this package alone, which does not change them
record TransferableKey(
    byte[] primary,
    byte[] direct,
    byte[] userId,
    byte[] certification,
    byte[] subkey,
    byte[] binding) {

  static TransferableKey parsePublic(byte[] encoded) throws Refusal {
    return parse(encoded, Packets.PUBLIC_KEY, Packets.PUBLIC_SUBKEY);
  }

  static TransferableKey parseSecret(byte[] encoded) throws Refusal {
    return parse(encoded, Packets.SECRET_KEY, Packets.SECRET_SUBKEY);
  }

  byte[] encodedPublic() {
    return encoded(Packets.PUBLIC_KEY, Packets.PUBLIC_SUBKEY);
  }

  byte[] encodedSecret() {
    return encoded(Packets.SECRET_KEY, Packets.SECRET_SUBKEY);
  }

  TransferableKey withKeys(byte[] otherPrimary, byte[] otherSubkey) {
    return new TransferableKey(otherPrimary, direct, userId, certification, otherSubkey, binding);
  }

  @Override
  public String toString() {
    return "TransferableKey";
  }

  private static TransferableKey parse(byte[] encoded, int primaryTag, int subkeyTag)
      throws Refusal {
    if (encoded.length > Policy.MAX_CERTIFICATE) {
      throw new Refusal(TOO_LARGE);
    }
    var in = new Octets(encoded);
    var key =
        new TransferableKey(
            in.packet(primaryTag).rest(),
            in.packet(Packets.SIGNATURE).rest(),
            in.packet(Packets.USER_ID).rest(),
            in.packet(Packets.SIGNATURE).rest(),
            in.packet(subkeyTag).rest(),
            in.packet(Packets.SIGNATURE).rest());
    Policy.require(in.isEmpty());
    return key;
  }

  private byte[] encoded(int primaryTag, int subkeyTag) {
    return Packets.concat(
        Packets.packet(primaryTag, primary),
        Packets.packet(Packets.SIGNATURE, direct),
        Packets.packet(Packets.USER_ID, userId),
        Packets.packet(Packets.SIGNATURE, certification),
        Packets.packet(subkeyTag, subkey),
        Packets.packet(Packets.SIGNATURE, binding));
  }
}
