package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.darkmail.container.Postgres;
import org.junit.jupiter.api.Test;

/// What PostgreSQL promises as it is shipped, shown by killing every process of a server to which
/// several connections write.
class KilledPostgresTest {

  @Test
  void everyCommitThatWasAnsweredBeforeTheServerWasKilledIsKept() throws Exception {
    try (var server = new Postgres();
        var writers = new Writers(server.url(), Postgres.USER, server.password())) {
      writers.write();
      server.kill();
      writers.drain();
      server.startAgain();
      try (var connection = server.connect()) {
        writers.assertKept(connection);
        assertTrue(server.log().contains("was not properly shut down"), server.log());
      }
    }
  }
}
