package org.meltwatch.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A local challenger in a process of its own, so that its work is not counted as Meltwatch's. It
 * ends when it is closed, or with this process.
 */
public final class ChallengerProcess implements AutoCloseable {

  private static final String MAIN = "org.meltwatch.challenger.LocalChallenger";
  private static final Pattern READY =
      Pattern.compile("challenger ready at (\\S+)(?:.* (\\d+) batches\\))?.*");
  private static final String TOKEN_VARIABLE = "MELTWATCH_CHALLENGER_TOKEN";
  private static final int TOKEN_BYTES = 16;
  private static final long READY_SECONDS = 60;
  private static final long GRACE_SECONDS = 10;

  private final ChildJvm child;
  private final String token;
  private final CompletableFuture<String> url = new CompletableFuture<>();

  /** What it says on standard error before it is ready. */
  private final List<String> errors = Collections.synchronizedList(new ArrayList<>());

  private volatile long batches = -1;
  private volatile boolean ready;

  private ChallengerProcess(ChildJvm child, String token) {
    this.child = child;
    this.token = token;
  }

  /**
   * Starts a local challenger and waits until it is ready.
   *
   * @param args its arguments
   * @throws IOException if it ends instead of being ready: with its own words, in one line
   */
  public static ChallengerProcess start(List<String> args)
      throws IOException, InterruptedException {
    return start(MAIN, args, READY_SECONDS);
  }

  static ChallengerProcess start(String mainClass, List<String> args, long readySeconds)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(args);
    all.add("--exitWithStdin");
    String token = newToken();
    ChallengerProcess challenger =
        new ChallengerProcess(
            ChildJvm.start(
                List.of("-XX:+ExitOnOutOfMemoryError"),
                mainClass,
                all,
                Map.of(TOKEN_VARIABLE, token),
                ProcessBuilder.Redirect.PIPE),
            token);
    try {
      challenger.awaitReady(readySeconds);
    } finally {
      if (!challenger.ready) {
        challenger.child.process().destroyForcibly();
        challenger.child.waitFor();
      }
    }
    List.copyOf(challenger.errors).forEach(System.err::println);
    return challenger;
  }

  /** Where it answers, such as {@code http://127.0.0.1:8866}. */
  public String url() {
    return url.join();
  }

  /** What it takes to change its conditions; nobody else has it. */
  public String token() {
    return token;
  }

  /** How many batches it hands out, or -1 if it did not say. */
  public long batches() {
    return batches;
  }

  /** The process's id. */
  public long pid() {
    return child.process().pid();
  }

  /** Ends it, by force if it does not end by itself. */
  @Override
  public void close() throws IOException {
    try {
      child.stop(GRACE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      child.process().destroyForcibly();
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void awaitReady(long seconds) throws IOException, InterruptedException {
    Process process = child.process();
    Thread stderr = read(process.errorReader(UTF_8), this::complain, () -> {});
    read(process.inputReader(UTF_8), this::say, () -> url.complete(""));
    try {
      if (url.get(seconds, TimeUnit.SECONDS).isEmpty()) {
        int code = child.waitFor();
        stderr.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
        throw new IOException(
            String.format(
                Locale.ROOT,
                "the local challenger ended with code %d before it was ready: %s",
                code,
                complaint()));
      }
    } catch (TimeoutException e) {
      throw new IOException(
          String.format(Locale.ROOT, "the local challenger was not ready within %d s", seconds), e);
    } catch (ExecutionException e) {
      throw new IOException("the local challenger's output cannot be read: " + e.getCause(), e);
    }
  }

  private void say(String line) {
    Matcher announcement = READY.matcher(line);
    if (announcement.matches()) {
      ready = true;
      if (announcement.group(2) != null) {
        batches = Long.parseLong(announcement.group(2));
      }
      url.complete(announcement.group(1));
    } else {
      System.err.println(line);
    }
  }

  private void complain(String line) {
    if (ready) {
      System.err.println(line);
    } else {
      errors.add(line);
    }
  }

  /** The first thing that it said; what follows is its usage or a stack trace. */
  private String complaint() {
    return List.copyOf(errors).stream()
        .filter(line -> !line.isBlank() && !isOfJvm(line))
        .findFirst()
        .orElse("it said nothing");
  }

  /** What the Java virtual machine says of flags and, from JDK 24 on, of libraries. */
  private static boolean isOfJvm(String line) {
    return line.startsWith("Picked up ") || line.startsWith("WARNING: ");
  }

  private Thread read(BufferedReader reader, Consumer<String> line, Runnable end) {
    Thread thread = new Thread(() -> lines(reader, line, end), "meltwatch-challenger-output");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void lines(BufferedReader reader, Consumer<String> line, Runnable end) {
    try (reader) {
      reader.lines().forEach(line);
      end.run();
    } catch (IOException | UncheckedIOException e) {
      url.completeExceptionally(e);
    }
  }
}
