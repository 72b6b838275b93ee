package org.darkmail.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest extends BlobStoreContract {

  @TempDir private Path folder;

  @Override
  BlobStore store() {
    return new FileBlobStore(folder);
  }

  @Test
  void onlyTheFormOfANameGetsIntoAPath() {
    for (var text :
        new String[] {"../../../../../../../../../../../etc/passwd", "", "a".repeat(42) + "/"}) {
      assertThrows(IllegalArgumentException.class, () -> new BlobName(text));
    }
  }

  @Test
  void aFinishedBlobIsOneFileInAFolderOfFew() throws IOException {
    var name = BlobName.random(new SecureRandom());
    store().append(name, new ByteArrayInputStream(new byte[] {1, 2}), 2);
    store().finish(name);
    var file = folder.resolve(name.text().substring(0, 2)).resolve(name.text());
    assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file));
    try (var growing = Files.list(folder.resolve("incoming"))) {
      assertEquals(0, growing.count());
    }
  }
}
