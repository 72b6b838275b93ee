package org.darkmail.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

  @TempDir private Path data;

  @Test
  void itIsMadeOnceAndItsOwnerAloneMayReadIt() throws IOException {
    var path = data.resolve("keys").resolve("pepper");
    var file = new SecretFile(path);
    assertArrayEquals(new byte[] {1, 2}, file.read(false, () -> new byte[] {1, 2}));
    assertArrayEquals(new byte[] {1, 2}, file.read(false, () -> new byte[] {3}));
    assertEquals("rw-------", permissions(path));
    assertEquals("rwx------", permissions(data.resolve("keys")));
  }

  @Test
  void itIsNotMadeAnewWhileThereAreAccountsThatNeedIt() {
    var path = data.resolve("keys").resolve("pepper");
    var missing =
        assertThrows(
            IllegalStateException.class,
            () -> new SecretFile(path).read(true, () -> new byte[] {1}));
    assertTrue(String.valueOf(missing.getMessage()).contains(path.toString()));
    assertFalse(Files.exists(path));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
