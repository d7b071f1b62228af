package org.meltwatch.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Stands for the real main class: tells what it was given, then does what it is told. */
public final class FakeMain {

  private FakeMain() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    System.out.println("args " + List.of(args));
    System.out.println("flag " + System.getProperty("fake.flag"));
    System.out.println("more " + System.getProperty("fake.more"));
    System.out.println("terminal " + System.getProperty("meltwatch.terminal"));
    System.err.println("error stream");
    switch (args[0]) {
      case "exit" -> System.exit(Integer.parseInt(args[1]));
      case "hoard" -> hoard();
      case "sleep" -> sleep(Path.of(args[1]));
      default -> System.out.println("done");
    }
  }

  /** Takes memory until there is none, in a thread that nobody waits for. */
  private static void hoard() throws InterruptedException {
    List<long[]> hoarded = new ArrayList<>();
    Thread hoarder =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                hoarded.add(new long[1 << 20]);
              }
            });
    hoarder.start();
    Thread.sleep(60_000);
    System.out.println("never " + hoarded.size());
  }

  /** Leaves its process id in the file, and behind it a mark when it is ended in order. */
  private static void sleep(Path file) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> mark(file)));
    Path temporary = file.resolveSibling("pid.tmp");
    Files.writeString(temporary, Long.toString(ProcessHandle.current().pid()));
    Files.move(temporary, file);
    Thread.sleep(60_000);
  }

  private static void mark(Path file) {
    try {
      Files.writeString(file.resolveSibling("ended"), "in order");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
