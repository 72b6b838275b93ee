package org.darkmail.delivery;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests with south and one of its people.
abstract class AtSouth {
  South south;
  South.Person anna;

  @BeforeEach
  void open() throws Exception {
    south = new South();
    anna = south.person();
  }

  @AfterEach
  void close() {
    south.close();
  }
}
