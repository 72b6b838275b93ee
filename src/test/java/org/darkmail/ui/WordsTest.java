package org.darkmail.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vaadin.flow.component.html.Paragraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.darkmail.admin.Finding;
import org.darkmail.admin.Server;
import org.darkmail.admin.Size;
import org.darkmail.admin.Verdict;
import org.junit.jupiter.api.Test;

/// The console's sentences.
class WordsTest {
  private static final Pattern CODE =
      Pattern.compile("\"((?:database|relay|delivery|servers|storage|process)\\.[a-z-]+)\"");
  private static final Pattern FACT = Pattern.compile("\\{(\\d)");
  private static final Pattern REASON =
      Pattern.compile("(?:How\\(State\\.\\w+, |-> )\"([a-z-]+)\"");

  @Test
  void everyFindingHasASentenceAndWhatIsNotGoodSaysWhatToDo() throws IOException {
    var source = Files.readString(Path.of("src/main/java/org/darkmail/admin/Health.java"));
    var codes = CODE.matcher(source).results().map(found -> found.group(1)).distinct().toList();
    assertTrue(codes.size() > 15, "the codes are found");
    for (var code : codes) {
      assertTrue(Words.has(code), code);
      assertEquals(
          !isGood(code) || code.equals("relay.connecting"), Words.has(code + ".todo"), code);
    }
  }

  private static boolean isGood(String code) {
    return List.of(
            "database.up",
            "relay.up",
            "delivery.empty",
            "delivery.moving",
            "servers.none",
            "servers.up",
            "storage.room",
            "process.up")
        .contains(code);
  }

  @Test
  void everyReasonOfADelayHasASentence() throws IOException {
    var source = Files.readString(Path.of("src/main/java/org/darkmail/admin/Console.java"));
    var codes = REASON.matcher(source).results().map(found -> found.group(1)).toList();
    assertTrue(codes.size() > 10, "the codes are found");
    codes.forEach(code -> assertTrue(Words.has("why." + code), code));
  }

  @Test
  void everyPartVerdictStateAndActHasAName() {
    Stream.of(Finding.Part.values()).forEach(part -> assertNamed("part.", part));
    Stream.of(Verdict.values()).forEach(verdict -> assertNamed("verdict.", verdict));
    Stream.of(Server.State.values()).forEach(state -> assertNamed("state.", state));
    Stream.of(ServerRow.Act.values()).forEach(act -> assertNamed("act.", act));
  }

  private static void assertNamed(String before, Enum<?> value) {
    assertTrue(Words.has(before + FindingCard.key(value)), before + value);
  }

  @Test
  void everySentenceCanBeFilled() {
    var keys = ResourceBundle.getBundle("org.darkmail.ui.console").keySet();
    for (var key : keys) {
      var filled = Words.say(key, 1, 2, 3, 4);
      assertFalse(filled.contains("{"), filled);
    }
  }

  private static List<String> facts(String sentence) {
    return FACT.matcher(sentence)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void everyLanguageHasEverySentenceWithTheSameFacts() throws IOException {
    var english = sentences("");
    for (var tag : Language.ALL) {
      var translated = tag.equals("en") ? english : sentences("_" + tag);
      assertEquals(english.stringPropertyNames(), translated.stringPropertyNames(), tag);
      for (var key : english.stringPropertyNames()) {
        assertEquals(
            facts(english.getProperty(key)), facts(translated.getProperty(key)), tag + " " + key);
      }
    }
  }

  private static Properties sentences(String suffix) throws IOException {
    var sentences = new Properties();
    var file = Path.of("src/main/resources/org/darkmail/ui/console" + suffix + ".properties");
    try (var reader = Files.newBufferedReader(file)) {
      sentences.load(reader);
    }
    return sentences;
  }

  @Test
  void theReadersChoiceGoesBeforeTheBrowsers() {
    var swiss = List.of(Locale.FRANCE, Locale.of("de", "CH"), Locale.UK);
    assertEquals(Locale.of("de", "CH"), Language.of(Optional.empty(), swiss));
    assertEquals(Locale.UK, Language.of(Optional.of("en"), swiss));
    assertEquals(Locale.of("de"), Language.of(Optional.of("de"), List.of(Locale.US)));
    assertEquals(Locale.US, Language.of(Optional.of("../x"), List.of(Locale.US)));
    assertEquals(Locale.UK, Language.of(Optional.empty(), List.of(Locale.FRANCE)));
  }

  @Test
  void numbersChooseTheirFormOfTheSentence() {
    assertEquals("Give up 1 mail", Words.say("drop.confirm", 1L));
    assertEquals("Give up 1,200 mails", Words.say("drop.confirm", 1_200L));
  }

  @Test
  void sizesAreToldInTheUnitThatSuitsThem() {
    assertEquals("1.5 GB in use", Words.say("database.up.more", "", new Size(1_500_000_000L)));
    assertEquals("0 B in use", Words.say("database.up.more", "", new Size(0)));
  }

  @Test
  void timesAreLeftToTheBrowser() {
    var sentence = new Paragraph();
    Words.into(sentence, "fact.next", List.of(Instant.parse("2026-11-22T10:00:00Z")));
    var moment = sentence.getChildren().filter(Moment.class::isInstance).findFirst().orElseThrow();
    assertEquals("2026-11-22T10:00:00Z", moment.getElement().getAttribute("at"));
  }
}
