package org.meltwatch.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** The addresses that processes of this machine take connections at, as Linux tells them. */
public final class ListeningSockets {

  private static final Path PROCESSES = Path.of("/proc");
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final long POLL_MILLIS = 50;

  private ListeningSockets() {}

  /** Something that ends. */
  @FunctionalInterface
  public interface Running {
    /** Whether it runs still, at the latest after so many milliseconds. */
    boolean stillAfter(long millis) throws InterruptedException;
  }

  /** Whether this system tells at all. */
  public static boolean areTold() {
    return Files.isReadable(PROCESSES.resolve("self/net/tcp"));
  }

  /**
   * Where anybody else's machine can connect to a process, or to what it started, at any moment
   * that something runs.
   *
   * @throws AssertionError if they take no connections at all: then they were not seen
   */
  public static Set<InetSocketAddress> beyondLoopback(ProcessHandle process, Running running)
      throws IOException, InterruptedException {
    Set<InetSocketAddress> seen = new HashSet<>();
    do {
      seen.addAll(of(process));
    } while (running.stillAfter(POLL_MILLIS));
    if (seen.isEmpty()) {
      throw new AssertionError("the challenger at least must take connections");
    }
    seen.removeIf(address -> address.getAddress().isLoopbackAddress());
    return seen;
  }

  /** Where a process, and all that it started, takes TCP connections at this moment. */
  private static Set<InetSocketAddress> of(ProcessHandle process) throws IOException {
    Set<InetSocketAddress> addresses = new HashSet<>(of(process.pid()));
    for (ProcessHandle started : process.descendants().toList()) {
      addresses.addAll(of(started.pid()));
    }
    return addresses;
  }

  /** Where a process, but nothing that it started, takes TCP connections at this moment. */
  public static Set<InetSocketAddress> of(long pid) throws IOException {
    Path process = PROCESSES.resolve(Long.toString(pid));
    Set<InetSocketAddress> addresses = new HashSet<>();
    try {
      Set<String> inodes = inodes(process.resolve("fd"));
      for (String table : List.of("net/tcp", "net/tcp6")) {
        for (String line : Files.readAllLines(process.resolve(table))) {
          String[] fields = line.strip().split("\\s+", -1);
          if (fields[STATE].equals(LISTENING) && inodes.contains(fields[INODE])) {
            addresses.add(address(fields[ADDRESS]));
          }
        }
      }
    } catch (NoSuchFileException e) {
      // The process has ended, and listens no more.
      return Set.of();
    }
    return addresses;
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      // Closed since it was listed.
      return "";
    }
  }

  /** An address as the kernel prints it: words of 32 bits in the machine's order, then the port. */
  private static InetSocketAddress address(String printed) throws IOException {
    String[] parts = printed.split(":", -1);
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(parts[0]));
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    return new InetSocketAddress(
        InetAddress.getByAddress(bytes.array()), HexFormat.fromHexDigits(parts[1]));
  }
}
