package org.darkmail.routing;

import org.jspecify.annotations.Nullable;

/// What comes back for a [Query] (spec 60.4).
public final class Answer implements Element {
  // A SEIPD packet around 16 KiB of inner packets.
  private static final int MAX_ANSWER = 17 * 1024;

  private final String id;
  private final byte @Nullable [] answer;
  private final @Nullable String refused;

  private Answer(String id, byte @Nullable [] answer, @Nullable String refused) {
    if (!Frame.isId(id)
        || (answer != null && answer.length > MAX_ANSWER)
        || (refused != null && refused.length() > 64)) {
      throw new IllegalArgumentException("not an answer");
    }
    this.id = id;
    this.answer = answer;
    this.refused = refused;
  }

  /// @param answer sealed for the vault that asked
  public static Answer of(String id, byte[] answer) {
    return new Answer(id, answer.clone(), null);
  }

  /// @param code `bad-query` or `limit`
  public static Answer refused(String id, String code) {
    return new Answer(id, null, code);
  }

  static Answer read(Json json) throws Malformed {
    try {
      return json.has("refused")
          ? refused(json.text("id"), json.text("refused"))
          : of(json.text("id"), json.bytes("answer"));
    } catch (IllegalArgumentException e) {
      throw new Malformed("answers");
    }
  }

  JsonWriter write() {
    var out = new JsonWriter().text("id", id);
    return answer == null ? out.text("refused", refused) : out.bytes("answer", answer);
  }

  public String id() {
    return id;
  }

  /// Null where the domain refused to answer.
  public byte @Nullable [] answer() {
    return answer == null ? null : answer.clone();
  }

  /// Null where there is an answer.
  public @Nullable String refused() {
    return refused;
  }

  @Override
  public int octets() {
    return 160 + (answer == null ? 0 : Element.encoded(answer));
  }
}
