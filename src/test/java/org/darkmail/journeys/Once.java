package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.darkmail.journeys.pages.Mailbox;
import org.darkmail.journeys.stage.Person;

/// Neither lost nor doubled.
final class Once {

  private Once() {}

  /// The author is told of the delivery; a later mail arrives, and behind it a duplicate would have
  /// been seen; the reader has exactly one, after a reload too.
  static void assertArrived(Person author, Person reader, String subject) {
    author.mailbox().open("sent").waitUntilDelivery(Mailbox.SLOWLY, subject, "delivered");
    var later = "later " + Person.letters(6);
    author.writes().to(reader.address()).subject(later).body("And then this.").send();
    reader.mailbox().row(Mailbox.SLOWLY, later);
    assertOne(reader, subject);
    reader.browser().reload();
    reader.mailbox().waitUntilReady().row(later);
    assertOne(reader, subject);
  }

  private static void assertOne(Person reader, String subject) {
    assertEquals(1, reader.mailbox().rows(subject).size(), "mails \"" + subject + "\" in the list");
    assertEquals(1, reader.mailbox().read(subject).length(), "mails in that conversation");
  }
}
