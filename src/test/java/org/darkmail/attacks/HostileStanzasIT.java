package org.darkmail.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Pair;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.darkmail.journeys.stage.XmppClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody who has the relay account of another domain, or just a line to the XMPP server, sends
/// what is no frame. It is let fall, the relay keeps its stream, and no stanza fills the log.
@ExtendWith(Stage.class)
class HostileStanzasIT {

  private static final String BOMB =
      "<?xml version='1.0'?><!DOCTYPE b [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;'>"
          + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;'>]><stream:stream xmlns='jabber:client'"
          + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='%s'>&c;";

  @Test
  void stanzasThatAreNoFramesAreLetFall(Cast cast, Pair pair) throws Exception {
    var before = log(pair.north());
    try (var mallory = XmppClient.connect(pair.south())) {
      for (var round = 0; round < 100; round++) {
        for (var payload : malformed()) {
          mallory.send(relay(pair.north()), payload);
        }
      }
    }
    assertMailGoesOn(cast, pair, before);
  }

  @Test
  void aStanzaOverTheLimitEndsTheStreamOfItsSenderAlone(Cast cast, Pair pair) throws Exception {
    var before = log(pair.north());
    try (var mallory = XmppClient.connect(pair.south())) {
      mallory.send(relay(pair.north()), frame("A".repeat(1 << 20)));
      mallory.awaitClosed();
    }
    assertMailGoesOn(cast, pair, before);
  }

  @Test
  void anXmlBombEndsTheStreamOfItsSenderAlone(Cast cast, Pair pair) throws Exception {
    var before = log(pair.north());
    for (var port : List.of(5222, 5269)) {
      var answer = XmppClient.raw(pair.north(), port, BOMB.formatted(pair.north().domain()));
      assertTrue(answer.contains("restricted-xml") || answer.contains("not-well-formed"));
    }
    assertMailGoesOn(cast, pair, before);
  }

  private static List<String> malformed() {
    return List.of(
        frame("not base64!"),
        frame("AA<b xmlns='urn:darkmail:1'/>AA"),
        frame(""),
        frame("AAAA"),
        frame("A".repeat(80_000)),
        "<frame xmlns='urn:darkmail:2'>AAAA</frame>",
        "<x xmlns='urn:unknown'>" + "<y>".repeat(500) + "</y>".repeat(500) + "</x>",
        "<body>hello</body>");
  }

  private static String frame(String text) {
    return "<frame xmlns='urn:darkmail:1'>" + text + "</frame>";
  }

  private static String relay(Instance instance) {
    return "darkmail@" + instance.domain() + "/node1";
  }

  private static void assertMailGoesOn(Cast cast, Pair pair, List<String> before)
      throws IOException {
    var anna = cast.south("anna");
    var bela = cast.north("bela");
    var subject = "still there " + Person.letters(6);
    anna.writes().to(bela.address()).subject(subject).body("Good.").send();
    bela.mailbox().row(subject);
    var since = log(pair.north()).stream().skip(before.size()).toList();
    assertEquals(List.of(), lines(since, "signed in to the XMPP server"), "the stream was kept");
    assertEquals(List.of(), lines(since, "Exception"), "no stack trace for a stanza");
  }

  private static List<String> lines(List<String> log, String about) {
    return log.stream().filter(line -> line.contains(about)).toList();
  }

  private static List<String> log(Instance instance) throws IOException {
    return Files.readAllLines(
        instance.home().resolve("server/log/server.log"), StandardCharsets.UTF_8);
  }
}
