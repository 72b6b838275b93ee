package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The people of one journey.
public final class Cast implements AutoCloseable {

  private final Pair pair;
  private final Path folder;
  private final List<Person> people = new ArrayList<>();

  public Cast(Pair pair, Path folder) {
    this.pair = pair;
    this.folder = folder;
  }

  public Pair pair() {
    return pair;
  }

  /// Someone new at north, signed up and looking at the empty inbox.
  public Person north(String name) {
    return signedUp(pair.north(), name);
  }

  public Person south(String name) {
    return signedUp(pair.south(), name);
  }

  private Person signedUp(Instance home, String name) {
    var person = stranger(home, name);
    person.signUp();
    return person;
  }

  /// Someone at the sign-in page.
  public Person stranger(Instance home, String name) {
    return enter(Person.stranger(home, name, folder, false));
  }

  /// Someone whose browser has no proxy between: for measuring.
  public Person measured(Instance home, String name) {
    return enter(Person.stranger(home, name, folder, true));
  }

  private Person enter(Person person) {
    people.add(person);
    return person;
  }

  /// A folder for files that belong to this journey.
  public Path folder() {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Person> people() {
    return people;
  }

  @Override
  public void close() {
    people.forEach(Person::close);
    people.clear();
  }
}
