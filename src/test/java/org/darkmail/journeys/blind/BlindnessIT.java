package org.darkmail.journeys.blind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// DESIGN.md §2.1 and §2.2: neither server ever holds or receives a readable octet.
@ExtendWith(Stage.class)
class BlindnessIT {

  private final String subject = "Grüße " + Person.letters(20);
  private final String body = "Körper & Seele " + Person.letters(30);
  private final String contact = "Kanarienvogel " + Person.letters(12);
  private final String folder = "Fächer " + Person.letters(12);
  private final String label = "Zettel " + Person.letters(12);
  private final String attachment = "Plan " + Person.letters(20) + ".bin";
  private final byte[] content = new byte[20_000];

  @Test
  void neitherServerHoldsOrReceivesAnythingReadableWhileBothHaveTheMailOpen(Cast cast, Pair pair)
      throws IOException {
    var anna = cast.north("anna");
    var bela = cast.south("bela");
    for (var person : List.of(anna, bela)) {
      person.mailbox().signOut();
      person.browser().beforeEachPage(Plants.REMEMBER_SOCKETS);
      person.visit();
      person.signIn();
    }
    bothHaveTheMailOpen(cast, anna, bela);

    try (var north = new Plants(pair.north());
        var south = new Plants(pair.south())) {
      north.onDisk().inDatabase(anna).byBrowser(anna);
      south.onDisk().inDatabase(bela).byBrowser(bela);
      var workshop = cast.folder();
      var authors = Holdings.of(pair.north(), anna, workshop);
      var recipients = Holdings.of(pair.south(), bela, workshop);
      var secrets = secrets(anna, bela);

      var atNorth = authors.search(search(secrets, "recipient", bela, north));
      var atSouth = recipients.search(search(secrets, "author", anna, south));

      Holdings.forgetHeaps(workshop);

      assertPlantsFound(authors, atNorth);
      assertPlantsFound(recipients, atSouth);
      assertEquals(Map.of(), withoutPlants(atNorth), "on the author's side");
      assertEquals(Map.of(), withoutPlants(atSouth), "on the recipient's side");
    }
  }

  private void bothHaveTheMailOpen(Cast cast, Person anna, Person bela) throws IOException {
    new Random().nextBytes(content);
    var file = Files.write(cast.folder().resolve(attachment), content);
    anna.writes()
        .to(contact + " <" + bela.address() + ">")
        .subject(subject)
        .body(body)
        .attach(file)
        .send();
    var mail = bela.mailbox().read(subject);
    assertTrue(mail.body().contains(body));
    assertArrayEquals(content, Files.readAllBytes(mail.download(attachment)));
    bela.mailbox().makeFolder(folder);
    bela.mailbox().makeLabel(label);
    anna.mailbox().open("sent").waitUntilDelivery(subject, "delivered");
    assertTrue(anna.mailbox().read(subject).body().contains(body));
  }

  private List<Canary> secrets(Person anna, Person bela) throws IOException {
    return new Secrets()
        .of("author's", anna)
        .of("recipient's", bela)
        .text("subject", subject)
        .text("body", body)
        .text("contact name", contact)
        .text("folder name", folder)
        .text("label name", label)
        .text("attachment name", attachment)
        .octets("attachment content", content)
        .canaries();
  }

  private static Search search(List<Canary> secrets, String whose, Person other, Plants plants) {
    var canaries = new ArrayList<>(secrets);
    canaries.add(Canary.text(whose + "'s local part", other.local()));
    canaries.addAll(plants.canaries());
    return new Search(canaries);
  }

  private static void assertPlantsFound(Holdings holdings, Map<String, TreeSet<String>> finds) {
    for (var place : holdings.places().keySet()) {
      assertTrue(
          finds.getOrDefault(place, new TreeSet<>()).contains(Plants.name(place)),
          "what was planted in " + place + " is not found there: " + finds);
    }
  }

  private static Map<String, TreeSet<String>> withoutPlants(Map<String, TreeSet<String>> finds) {
    finds.values().forEach(names -> names.removeIf(name -> name.startsWith("planted in ")));
    finds.values().removeIf(TreeSet::isEmpty);
    return finds;
  }

  @Test
  void theEntropyOfRecoveryWordsIsThatOfTheStandardsVectors() throws IOException {
    var zero = new ArrayList<>(Collections.nCopies(23, "abandon"));
    zero.add("art");
    assertArrayEquals(new byte[32], RecoveryWords.entropy(zero));
    var ones = new ArrayList<>(Collections.nCopies(23, "zoo"));
    ones.add("vote");
    var all = new byte[32];
    Arrays.fill(all, (byte) 0xff);
    assertArrayEquals(all, RecoveryWords.entropy(ones));
  }
}
