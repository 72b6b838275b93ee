package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.darkmail.blob.BlobName;
import org.darkmail.blob.Blobs;
import org.darkmail.blob.Use;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.Statements;
import org.darkmail.mailbox.Batch;
import org.darkmail.mailbox.ItemId;
import org.darkmail.mailbox.Kind;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.mailbox.Operation;
import org.darkmail.routing.Json;
import org.darkmail.routing.Receipt;
import org.darkmail.routing.RoutingId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No statement of the hot paths is made once for each mail, item, blob or receipt: twenty take as
/// many as two, a batch counting as one.
@OnEachDatabase
class QueriesTest extends AtSouth {
  @BeforeEach
  void start() throws Exception {
    // Warms up: ids are drawn fifty at a time, the peer is looked up once.
    submit(1);
    south.nextToNorth();
  }

  @Test
  void aSubmissionTakesNoMoreForManyRecipients() throws Exception {
    assertSame(this::submit);
  }

  @Test
  void receiptsOfManyMailsTakeNoMore() throws Exception {
    assertSame(count -> {
      var ids = submitted(count);
      return during(() -> {
        south
            .get(Settling.class)
            .settle(south.north.domain(), ids.stream().map(Receipt::accepted).toList());
        return true;
      });
    });
  }

  @Test
  void manyMailsOfAFrameTakeNoMore() throws Exception {
    assertSame(count -> {
      var mails = IntStream.range(0, count).mapToObj(_ -> south.stuckMailFor(anna)).toList();
      return during(() -> south.get(Accepting.class).accept(south.north.domain(), mails));
    });
  }

  @Test
  void aBatchOfManyItemsAndItsChangesTakeNoMore() throws Exception {
    var blob = south.upload(anna, OtherDomain.random(100));
    var mailboxes = south.get(Mailboxes.class);
    assertSame(count -> {
      var puts = IntStream.range(0, count).mapToObj(_ -> put(blob)).toList();
      return during(() -> mailboxes.write(anna.id(), new Batch(puts)));
    });
    assertSame(count -> during(() -> mailboxes.changes(anna.id(), 0, count)));
  }

  @Test
  void holdingAndReleasingManyBlobsTakesNoMore() throws Exception {
    var blobs = south.get(Blobs.class);
    var owner = Mailboxes.owner(anna.id());
    assertSame(count -> {
      var uses = new ArrayList<Use>();
      for (var i = 0; i < count; i++) {
        uses.add(new Use(south.upload(anna, OtherDomain.random(100)), "a"));
      }
      return during(() -> {
        blobs.hold(owner, uses);
        blobs.release(owner, uses);
        return true;
      });
    });
  }

  private interface Path {
    List<String> with(int count) throws Exception;
  }

  private static void assertSame(Path path) throws Exception {
    var two = times(path.with(2));
    var twenty = times(path.with(20));
    twenty.forEach((statement, times) ->
        assertTrue(
            times <= Math.max(1, two.getOrDefault(statement, 1)),
            () -> times + " times: " + statement));
    assertEquals(two.isEmpty(), twenty.isEmpty());
  }

  /// How often each was made; lists of any length are one statement.
  private static Map<String, Integer> times(List<String> statements) {
    var times = new LinkedHashMap<String, Integer>();
    statements.forEach(
        statement -> times.merge(statement.replaceAll("\\((\\?,)+\\?\\)", "(?)"), 1, Integer::sum));
    return times;
  }

  private static List<String> during(Callable<?> work) throws Exception {
    return Statements.during(work);
  }

  private List<String> submit(int count) throws Exception {
    var submissions = submissions(count);
    return during(
        () -> south.get(Submissions.class).submit(anna.id(), submissions, South.ownCopy()));
  }

  private List<RoutingId> submitted(int count) throws Exception {
    var submissions = submissions(count);
    south.get(Submissions.class).submit(anna.id(), submissions, South.ownCopy());
    return submissions.stream().map(each -> each.message().id()).toList();
  }

  private List<Submission> submissions(int count) throws Exception {
    var blob = south.upload(anna, OtherDomain.random(100));
    return IntStream.range(0, count).mapToObj(_ -> south.submission(blob)).toList();
  }

  private static Operation put(BlobName blob) {
    var id = new ItemId(Json.encode(OtherDomain.random(16)));
    return new Operation.Put(id, Kind.MAIL, 0, OtherDomain.random(300), List.of(blob));
  }
}
