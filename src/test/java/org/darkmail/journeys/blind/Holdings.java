package org.darkmail.journeys.blind;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.darkmail.journeys.blind.Search.Find;
import org.darkmail.journeys.stage.Instance;
import org.darkmail.journeys.stage.Person;
import org.darkmail.journeys.stage.Shell;

/// All that one side has and has seen: the instance's heap, files and Prosody, and what the
/// person's browser has sent to it. A place is a name and the files or folders that belong to it.
public record Holdings(Map<String, List<Path>> places) {

  public static Holdings of(Instance instance, Person person, Path workshop) throws IOException {
    var places = new LinkedHashMap<String, List<Path>>();
    places.put("heap", List.of(heap(instance, workshop)));
    places.put("logs", instance.logs());
    places.put("database", database(instance));
    places.put("blobs", List.of(instance.blobs()));
    places.put("prosody", List.of(instance.prosody(), instance.home().resolve("prosody.out")));
    places.put("temporary files", temporary(instance));
    places.put("request heads", List.of(person.browser().wire().heads()));
    places.put("request bodies", List.of(person.browser().wire().bodies()));
    places.put("WebSocket frames", List.of(person.browser().wire().frames()));
    places.put("all else", List.of(instance.home()));
    return new Holdings(places);
  }

  /// Everything on the heap, garbage included.
  private static Path heap(Instance instance, Path workshop) throws IOException {
    Files.createDirectories(workshop);
    var dump = workshop.resolve(instance.name() + ".hprof");
    Files.deleteIfExists(dump);
    jcmd(instance, "GC.heap_dump", "-all", dump.toString());
    return dump;
  }

  /// The dumps are as large as the heaps.
  static void forgetHeaps(Path workshop) throws IOException {
    try (Stream<Path> files = Files.list(workshop)) {
      for (var dump : files.filter(file -> file.toString().endsWith(".hprof")).toList()) {
        Files.delete(dump);
      }
    }
  }

  private static List<Path> database(Instance instance) throws IOException {
    try (Stream<Path> files = Files.list(instance.data())) {
      return files.filter(file -> file.getFileName().toString().endsWith(".db")).toList();
    }
  }

  /// The server's own folder for them and, where it differs, the JVM's.
  static List<Path> temporary(Instance instance) throws IOException {
    var properties = new Properties();
    properties.load(new StringReader(jcmd(instance, "VM.system_properties")));
    var folders = new TreeSet<Path>();
    folders.add(Path.of(properties.getProperty("jboss.server.temp.dir")));
    folders.add(Path.of(properties.getProperty("java.io.tmpdir")));
    return List.copyOf(folders);
  }

  private static String jcmd(Instance instance, String... command) {
    var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var line = new ArrayList<>(List.of(tool, String.valueOf(instance.pid())));
    line.addAll(List.of(command));
    return Shell.run(line);
  }

  /// What is found, by place; a file that belongs to two places counts for the first.
  public Map<String, TreeSet<String>> search(Search search) throws IOException {
    var finds = new TreeMap<String, TreeSet<String>>();
    var seen = new TreeSet<Path>();
    for (var place : places.entrySet()) {
      for (var root : place.getValue()) {
        try (Stream<Path> files = Files.walk(root)) {
          for (var file : files.filter(Files::isRegularFile).filter(seen::add).toList()) {
            for (var find : searched(search, file)) {
              finds.computeIfAbsent(place.getKey(), key -> new TreeSet<>()).add(find.canary());
            }
          }
        }
      }
    }
    return finds;
  }

  private static Iterable<Find> searched(Search search, Path file) throws IOException {
    try {
      return search.in(file);
    } catch (NoSuchFileException gone) {
      return List.of();
    }
  }
}
