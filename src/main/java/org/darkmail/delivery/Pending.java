package org.darkmail.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.darkmail.address.Domain;
import org.darkmail.routing.Answer;

/// Queries that have been sent and wait for their answer.
@ApplicationScoped
class Pending {
  private static final int MOST = 10_000;

  private final Map<Question, CompletableFuture<Answer>> questions = new ConcurrentHashMap<>();

  private record Question(Domain domain, String id) {}

  /// Empty if too many are waiting.
  Optional<CompletableFuture<Answer>> add(Domain domain, String id) {
    if (questions.size() >= MOST) {
      return Optional.empty();
    }
    var question = new Question(domain, id);
    var future = new CompletableFuture<Answer>();
    questions.put(question, future);
    // Also when whoever waits gives up.
    var _ = future.whenComplete((answer, fault) -> questions.remove(question));
    return Optional.of(future);
  }

  /// @return false if nobody waits for it (any more)
  boolean complete(Domain from, Answer answer) {
    var future = questions.get(new Question(from, answer.id()));
    return future != null && future.complete(answer);
  }
}
