package org.darkmail.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.EntityManager;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.darkmail.container.Container;
import org.darkmail.container.Database;
import org.darkmail.container.OnEachDatabase;
import org.darkmail.container.People;
import org.junit.jupiter.api.Test;

/// What a stolen database tells of an account's secrets (spec 20.2).
@OnEachDatabase
class AccountsTest {

  @Test
  void ofWhatProvesAPassphraseTheDatabaseHasNothingButAHashUnderAKeyThatItHasNot()
      throws Exception {
    try (var container = new Container()) {
      var auth = People.auth("passphrase").secret();
      var anna = People.somebody(container);
      var rows =
          container.in(() ->
              container
                  .get(EntityManager.class)
                  .createQuery(
                      "select s.verifier from SlotRow s where s.account.id = :id"
                          + " order by s.kind",
                      byte[].class)
                  .setParameter("id", anna.value())
                  .getResultList());
      assertEquals(2, rows.size());

      var mac = Mac.getInstance("HmacSHA256");
      // The pepper of the container's secrets.
      mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
      assertArrayEquals(mac.doFinal(Secrets.sha256(auth)), rows.getFirst());
      assertNowhere(container, List.of(auth, Secrets.sha256(auth)));
    }
  }

  private static void assertNowhere(Container container, List<byte[]> secrets) throws Exception {
    var everything = container.get(Database.class).everything();
    assertTrue(everything.contains("key_slot") || everything.contains("KEY_SLOT"));
    for (var secret : secrets) {
      assertFalse(everything.contains(HexFormat.of().formatHex(secret)));
    }
  }
}
