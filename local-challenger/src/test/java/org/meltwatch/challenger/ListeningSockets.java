package org.meltwatch.challenger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses at which a process waits for connections, as Linux tells them. */
final class ListeningSockets {

  private static final String LISTENING = "0A";
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ListeningSockets() {}

  /** All TCP addresses with ports; skips the calling test where there is no {@code /proc}. */
  static Set<String> of(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    assumeTrue(Files.isDirectory(process.resolve("net")), "needs Linux");
    Collection<String> own = sockets(process.resolve("fd"));
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      try (Stream<String> lines = Files.lines(process.resolve(table))) {
        lines
            .skip(1)
            .map(line -> line.strip().split("\\s+", -1))
            .filter(fields -> fields[STATE].equals(LISTENING) && own.contains(fields[INODE]))
            .forEach(fields -> addresses.add(address(fields[LOCAL])));
      }
    }
    return addresses;
  }

  private static Collection<String> sockets(Path descriptors) throws IOException {
    try (Stream<Path> files = Files.list(descriptors)) {
      return files
          .map(ListeningSockets::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // It was closed since it was listed.
      return "gone: " + e.getMessage();
    }
  }

  /** Words of four bytes in this machine's order, then a port. */
  private static String address(String hex) {
    String[] parts = hex.split(":", -1);
    byte[] bytes = HexFormat.of().parseHex(parts[0]);
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < bytes.length; word += 4) {
      byte[] four = Arrays.copyOfRange(bytes, word, word + 4);
      for (int index = 3; index >= 0; index--) {
        text.append(text.isEmpty() ? "" : ".").append(four[index] & 0xFF);
      }
    }
    // An IPv4 address as IPv6 has it.
    return text.toString().replaceFirst("^(0\\.){10}255\\.255\\.", "")
        + ":"
        + Integer.parseInt(parts[1], 16);
  }
}
