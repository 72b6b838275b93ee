package org.darkmail.journeys.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;

/// What waits unread in a frozen server's connection to its XMPP server, as the kernel tells it
/// (proc_pid_net(5)).
public final class Sockets {

  private static final int XMPP_CLIENT_PORT = 5222;

  /// Less is a keep-alive or an acknowledgement; a frame has at least 4 KiB (spec 50.2).
  private static final long FRAME = 4096;

  private Sockets() {}

  public static void awaitFrame(Instance instance) {
    Await.until("a frame to wait for " + instance.name(), () -> unread(instance) > FRAME);
  }

  private static long unread(Instance instance) {
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(Sockets::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields[2].endsWith(peer(instance)))
        .mapToLong(fields -> Long.parseLong(fields[4].split(":")[1], 16))
        .sum();
  }

  /// `0202007F:1466`: the address in the order of this machine, the port in that of the network.
  private static String peer(Instance instance) {
    var octets = instance.xmppAddress().split("\\.");
    var hex = HexFormat.of().withUpperCase();
    var address = new StringBuilder();
    for (int i = octets.length - 1; i >= 0; i--) {
      address.append(hex.toHexDigits(Byte.parseByte(octets[i])));
    }
    return address + ":" + hex.toHexDigits((short) XMPP_CLIENT_PORT);
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream().skip(1);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
