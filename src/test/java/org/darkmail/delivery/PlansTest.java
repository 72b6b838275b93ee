package org.darkmail.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.darkmail.account.Accounts;
import org.darkmail.account.Sessions;
import org.darkmail.blob.Blobs;
import org.darkmail.container.Engine;
import org.darkmail.container.OtherDomain;
import org.darkmail.container.People;
import org.darkmail.container.Statements;
import org.darkmail.directory.Directory;
import org.darkmail.mailbox.Mailboxes;
import org.darkmail.routing.Receipt;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/// What PostgreSQL does for each statement of the hot paths when there are many rows. Writes it to
/// `target/queries.md`, of which `docs/queries.md` is a copy.
class PlansTest {

  /// Of `paused` there is a row for each destination that an operator has stopped: all of it is
  /// read at once.
  private static final Pattern WHOLE = Pattern.compile("Seq Scan on (?!paused\\b)");

  private static final Pattern PLACE = Pattern.compile("\\?");

  private final Map<String, List<String>> statements = new LinkedHashMap<>();

  @Test
  void noStatementOfTheHotPathsReadsAWholeTable() throws Exception {
    assertEquals(List.of(), Engine.with(Engine.POSTGRESQL, this::whole));
  }

  /// Those that do, with their plans.
  private List<String> whole() throws Exception {
    try (var south = new South()) {
      fill(south);
      listen(south);
      var plans = new StringBuilder();
      var whole = new ArrayList<String>();
      var told = new HashSet<String>();
      inConnection(
          south,
          connection -> {
            for (var path : statements.entrySet()) {
              plans.append("\n## ").append(path.getKey()).append('\n');
              for (var sql : path.getValue()) {
                var plan = plan(connection, sql);
                if (told.add(sql)) {
                  plans
                      .append("\n```\n")
                      .append(brief(sql))
                      .append("\n\n")
                      .append(plan)
                      .append("\n```\n");
                }
                if (WHOLE.matcher(plan).find()) {
                  whole.add(path.getKey() + ": " + sql + "\n" + plan);
                }
              }
            }
          });
      Files.writeString(Path.of("target/queries.md"), HEAD + plans);
      return whole;
    }
  }

  private static final String HEAD =
      """
      # Statements of the hot paths

      What PostgreSQL does for each of them, with 30,000 rows in every table that grows. Made by `PlansTest` (`target/queries.md`),
      which fails when one of them reads a whole table that grows. Inserts, sequences and what an earlier part has already shown are left out. That
      none of them is made once for each mail is shown by `QueriesTest`.
      """;

  private void listen(South south) throws Exception {
    var anna = south.person();
    var owner = Mailboxes.owner(anna.id());
    var blobs = south.get(Blobs.class);
    var mailboxes = south.get(Mailboxes.class);
    var name = south.upload(anna, OtherDomain.random(5_000));
    hear("An upload", () -> south.upload(anna, OtherDomain.random(100)));
    var submissions = IntStream.range(0, 3).mapToObj(_ -> south.submission(name)).toList();
    hear(
        "A submission",
        () -> south.get(Submissions.class).submit(anna.id(), submissions, South.ownCopy()));
    var ids = submissions.stream().map(each -> each.message().id()).toList();
    var settling = south.get(Settling.class);
    hear(
        "Receipts: accepted",
        () -> settle(settling, south, ids.stream().map(Receipt::accepted).toList()));
    hear(
        "Receipts: claimed",
        () -> settle(settling, south, ids.stream().map(Receipt::claimed).toList()));
    var mails = IntStream.range(0, 3).mapToObj(_ -> south.stuckMailFor(anna)).toList();
    hear("A frame", () -> south.get(Accepting.class).accept(south.north.domain(), mails));
    hear("Claims that are due", () -> south.get(Claims.class).step());
    hear("Changes of a mailbox", () -> mailboxes.changes(anna.id(), 0, 500));
    hear("A write to a mailbox", () -> mailboxes.write(anna.id(), South.ownCopy()));
    hear("A blob is asked for", () -> blobs.find(name));
    var signedUp = People.signedUp(south.container, People.newAddress());
    hear(
        "A request of a session", () -> south.get(Sessions.class).find(signedUp.started().token()));
    hear("An address is looked up", () -> south.get(Directory.class).bindings(anna.address()));
    hear("An account", () -> south.get(Accounts.class).find(anna.address()));
    hear("The sender's look at the outbox", () -> south.get(Postman.class).step());
    hear("Delays and bounces", settling::sweep);
    hear(
        "What has expired",
        () -> {
          south.get(org.darkmail.mailbox.Expiry.class).sweep();
          return true;
        });
    south.pass(Duration.ofDays(2));
    hear("Garbage", blobs::collect);
    assertTrue(blobs.room(owner).isPresent());
  }

  private static boolean settle(Settling settling, South south, List<Receipt> receipts) {
    settling.settle(south.north.domain(), receipts);
    return true;
  }

  private void hear(String path, Callable<?> work) throws Exception {
    statements.put(
        path,
        Statements.during(work).stream()
            .filter(sql -> !sql.startsWith("insert ") && !sql.contains("nextval("))
            .distinct()
            .toList());
  }

  private static String brief(String sql) {
    return sql.replaceFirst("^select [a-z0-9_.,]{60,} from", "select ... from");
  }

  private static String plan(Connection connection, String sql) throws SQLException {
    var number = new int[1];
    var places = PLACE.matcher(sql).replaceAll(_ -> Matcher.quoteReplacement("$" + ++number[0]));
    var nulls =
        IntStream.range(0, number[0]).mapToObj(_ -> "null").collect(Collectors.joining(","));
    var plan = new ArrayList<String>();
    try (var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute("prepare hot as " + places);
      var execute = "explain (costs off) execute hot" + (number[0] == 0 ? "" : "(" + nulls + ")");
      try (var rows = statement.executeQuery(execute)) {
        while (rows.next()) {
          plan.add(rows.getString(1));
        }
      }
      statement.execute("deallocate hot");
    }
    return String.join("\n", plan);
  }

  private interface Work {
    void with(Connection connection) throws SQLException;
  }

  private static void inConnection(South south, Work work) throws Exception {
    south.container.in(() -> {
      south.get(EntityManager.class).unwrap(Session.class).doWork(work::with);
      return true;
    });
  }

  private static void fill(South south) throws Exception {
    inConnection(
        south,
        connection -> {
          try (var statement = connection.createStatement()) {
            for (var sql :
                Files.readString(Path.of("src/test/resources/many-rows.sql")).split(";")) {
              if (!sql.isBlank()) {
                statement.execute(sql);
              }
            }
          } catch (IOException e) {
            throw new SQLException(e);
          }
        });
  }
}
