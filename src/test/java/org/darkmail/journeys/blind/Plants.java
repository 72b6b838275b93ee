package org.darkmail.journeys.blind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Person;

/// Puts a canary into each place of {@link Holdings}: what is not found there would be found.
final class Plants implements AutoCloseable {

  /// Every WebSocket that the page opens is remembered, so that one can be made to say something.
  static final String REMEMBER_SOCKETS =
      """
      window.sockets = [];
      window.WebSocket = class extends WebSocket {
        constructor(...all) { super(...all); window.sockets.push(this); }
      };
      """;

  private static final String SAY_ON_A_SOCKET =
      """
      const open = window.sockets.find(s => s.readyState === WebSocket.OPEN);
      if (!open) return false;
      open.send(arguments[0]);
      return true;
      """;

  private final Instance instance;
  private final List<Canary> canaries = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();

  Plants(Instance instance) {
    this.instance = instance;
  }

  List<Canary> canaries() {
    return canaries;
  }

  static String name(String place) {
    return "planted in " + place;
  }

  private String plant(String place) {
    var text = "planted " + Person.letters(24);
    canaries.add(Canary.text(name(place), text));
    return text;
  }

  Plants onDisk() throws IOException {
    var log = instance.home().resolve("server/log/server.log");
    Files.writeString(log, plant("logs") + "\n", StandardOpenOption.APPEND);
    file("blobs", instance.blobs());
    file("prosody", instance.prosody().resolve("data"));
    file("temporary files", Holdings.temporary(instance).getFirst());
    file("all else", instance.home());
    return this;
  }

  private void file(String place, Path folder) throws IOException {
    files.add(Files.writeString(folder.resolve("planted-" + Person.letters(8)), plant(place)));
  }

  /// What a server knows anyway stands in its database: the local part of its own user.
  Plants inDatabase(Person own) {
    canaries.add(Canary.text(name("database"), own.local()));
    return this;
  }

  /// A request that stays open is on the heap, with its head.
  Plants byBrowser(Person own) {
    var browser = own.browser();
    var held = plant("request heads");
    canaries.add(Canary.text(name("heap"), held));
    browser.script("fetch('/api/mailbox/events?planted=' + arguments[0])", held);
    browser.script(
        "fetch('/api/planted', {method: 'POST', body: arguments[0]})", plant("request bodies"));
    var said = plant("WebSocket frames");
    browser.await("for an open WebSocket", d -> browser.script(SAY_ON_A_SOCKET, said));
    return this;
  }

  @Override
  public void close() throws IOException {
    for (var file : files) {
      Files.deleteIfExists(file);
    }
  }
}
