package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.darkmail.address.Domain;
import org.darkmail.delivery.Counters.Drop;
import org.darkmail.directory.Directory;
import org.darkmail.directory.Reply;
import org.darkmail.routing.Answer;
import org.darkmail.routing.Element;
import org.darkmail.routing.Query;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingMessage;

/// Does what the elements of a frame ask for. What comes from a user of this very domain is done in
/// the same way, only without the frame around it.
@ApplicationScoped
class Elements {
  private final Accepting accepting;
  private final Settling settling;
  private final Directory directory;
  private final Pending pending;
  private final Counters counters;

  @Inject
  Elements(
      Accepting accepting,
      Settling settling,
      Directory directory,
      Pending pending,
      Counters counters) {
    this.accepting = accepting;
    this.settling = settling;
    this.directory = directory;
    this.pending = pending;
    this.counters = counters;
  }

  /// @return what is to be said in reply; whatever it claims has been committed
  List<Element> handle(Domain from, List<Element> elements) {
    var messages = new ArrayList<RoutingMessage>();
    var receipts = new ArrayList<Receipt>();
    var replies = new ArrayList<Element>();
    for (var element : elements) {
      switch (element) {
        case RoutingMessage message -> messages.add(message);
        case Receipt receipt -> receipts.add(receipt);
        case Query query -> replies.add(answer(query.id(), directory.answer(query.query(), from)));
        case Answer answer -> {
          if (!pending.complete(from, answer)) {
            counters.count(Drop.LATE_ANSWER);
          }
        }
      }
    }
    if (!receipts.isEmpty()) {
      settling.settle(from, receipts);
    }
    if (!messages.isEmpty()) {
      replies.addAll(accepting.accept(from, messages));
    }
    return replies;
  }

  static Answer answer(String id, Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> Answer.of(id, answered.answer());
      case Reply.BadQuery _ -> Answer.refused(id, "bad-query");
      case Reply.Limit _ -> Answer.refused(id, "limit");
    };
  }
}
