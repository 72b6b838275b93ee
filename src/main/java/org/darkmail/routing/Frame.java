package org.darkmail.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.darkmail.address.Domain;
import org.darkmail.openpgp.Form;
import org.darkmail.openpgp.Sealed;

/// What one domain tells another in one stanza (spec 50.2), before it is signed and sealed.
///
/// @param id at most 64 characters of base64url, also the stanza's
public record Frame(String id, Domain from, Domain to, Instant time, List<Element> elements) {
  /// Octets of JSON of a frame without elements, at most: two domains, an id, a time, names.
  private static final int EMPTY = 800;

  private static final String TYPE = "darkmail/frame/1";

  /// Whole sizes of a sealed frame (spec 50.2).
  public static final Form FORM = Form.of(TYPE, 4, 8, 16, 32, 48);

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public Frame {
    if (!isId(id)) {
      throw new IllegalArgumentException("not a frame id");
    }
    elements = List.copyOf(elements);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /// Octets of elements that one frame has room for.
  public static int room() {
    return Sealed.room(FORM) - EMPTY;
  }

  public static Frame parse(byte[] json) throws Malformed {
    var in = Json.parse(json, TYPE);
    var elements = new ArrayList<Element>();
    for (var message : in.objects("messages")) {
      elements.add(RoutingMessage.read(message));
    }
    for (var receipt : in.objects("receipts")) {
      elements.add(Receipt.read(receipt));
    }
    for (var query : in.objects("queries")) {
      elements.add(Query.read(query));
    }
    for (var answer : in.objects("answers")) {
      elements.add(Answer.read(answer));
    }
    var id = in.text("id");
    if (!isId(id)) {
      throw new Malformed("id");
    }
    return new Frame(
        id, Domains.read(in, "from"), Domains.read(in, "to"), in.time("time"), elements);
  }

  public byte[] json() {
    var messages = new ArrayList<JsonWriter>();
    var receipts = new ArrayList<JsonWriter>();
    var queries = new ArrayList<JsonWriter>();
    var answers = new ArrayList<JsonWriter>();
    for (var element : elements) {
      switch (element) {
        case RoutingMessage message -> messages.add(message.write());
        case Receipt receipt -> receipts.add(receipt.write());
        case Query query -> queries.add(query.write());
        case Answer answer -> answers.add(answer.write());
      }
    }
    return new JsonWriter()
        .text("type", TYPE)
        .text("id", id)
        .text("from", from.name())
        .text("to", to.name())
        .time("time", time)
        .objects("messages", messages)
        .objects("receipts", receipts)
        .objects("queries", queries)
        .objects("answers", answers)
        .octets();
  }

  /// Cuts elements into loads that fit one frame each, in order.
  public static List<List<Element>> loads(List<? extends Element> elements) {
    var loads = new ArrayList<List<Element>>();
    var load = new ArrayList<Element>();
    var octets = 0;
    for (var element : elements) {
      if (octets + element.octets() > room() && !load.isEmpty()) {
        loads.add(List.copyOf(load));
        load.clear();
        octets = 0;
      }
      load.add(element);
      octets += element.octets();
    }
    if (!load.isEmpty()) {
      loads.add(List.copyOf(load));
    }
    return loads;
  }
}
