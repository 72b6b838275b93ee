package org.darkmail.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.darkmail.journeys.stage.Cast;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Stage.class)
class UnknownRecipientIT {

  @Test
  void anAddressThatTheDomainDoesNotHaveIsSaidBeforeSending(Cast cast) {
    var anna = cast.north("anna");
    var letter = anna.writes();
    var nobody = "nobody" + Person.letters(8) + "@south.test";

    letter.to(nobody).subject("Hello?").body("Is anybody there?");

    assertEquals("no-such-address", letter.waitUntilLookedUp(nobody));
    letter.assertNotSent();
  }

  /// Without a resolver for names, nobody can tell a domain that does not exist from one that is
  /// away.
  @Test
  void aDomainThatNobodyFindsIsSaidBeforeSending(Cast cast) {
    var anna = cast.north("anna");
    var letter = anna.writes();
    var nowhere = "someone@nowhere.invalid";

    letter.to(nowhere).subject("Hello?").body("Is anybody there?");

    var state = letter.waitUntilLookedUp(nowhere);
    assertTrue(List.of("unknown-domain", "domain-away").contains(state), state);
    letter.assertNotSent();
  }
}
