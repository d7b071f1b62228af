package org.meltwatch.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of a few megabytes in memory, which can be full or refuse writing. Needs root. */
final class SmallDisk implements AutoCloseable {

  private static final String SIZE = "size=48m";
  private static final int ATTEMPTS = 200;
  private static final int BLOCK = 4096;

  private final Path directory;
  private final Path ballast;

  private SmallDisk(Path directory) {
    this.directory = directory;
    this.ballast = directory.resolve("ballast");
  }

  /** Says that this machine does not let us mount. */
  static final class NotPermittedException extends Exception {
    private static final long serialVersionUID = 1;

    NotPermittedException(String why) {
      super(why);
    }
  }

  /** Mounts a disk at a new directory. */
  static SmallDisk mount(Path directory)
      throws IOException, InterruptedException, NotPermittedException {
    Files.createDirectories(directory);
    try {
      tell(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString()));
    } catch (IOException e) {
      throw new NotPermittedException(e.getMessage());
    }
    return new SmallDisk(directory);
  }

  /** Where it is. */
  Path directory() {
    return directory;
  }

  /** Takes all room that is left. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw e;
      }
    }
  }

  /** Refuses writing from now on; as soon as nobody has a file open for it. */
  void refuse() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        tell(List.of("mount", "-o", "remount,ro", directory.toString()));
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(5);
      }
    }
  }

  /** Can be written again. */
  void recover() throws IOException, InterruptedException {
    tell(List.of("mount", "-o", "remount,rw", directory.toString()));
    Files.deleteIfExists(ballast);
  }

  @Override
  public void close() throws IOException {
    try {
      tell(List.of("umount", "-l", directory.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("%s is still mounted".formatted(directory), e);
    }
  }

  private static void tell(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s: %s".formatted(String.join(" ", command), said.strip()));
    }
  }
}
