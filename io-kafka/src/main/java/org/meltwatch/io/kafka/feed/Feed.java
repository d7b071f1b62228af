package org.meltwatch.io.kafka.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;

/** Feeds a topic of Kafka from a challenger: a program, and the same to be called. */
public final class Feed {

  /** The topic holds the whole bench. */
  public static final int OK = 0;

  /** The bench is not there as a whole; the same command goes on with it. */
  public static final int FAILED = 1;

  /** Something is to be put right before. */
  public static final int USAGE = 2;

  /** All that could be had is there, but the challenger gave not all that it has. */
  public static final int INCOMPLETE = 3;

  private Feed() {}

  /** Feeds, and exits with one of these codes; {@code --help} tells the options. */
  public static void main(String[] arguments) {
    if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }
    int code = run(System.out, System.err, arguments);
    if (code != OK) {
      System.exit(code);
    }
  }

  /**
   * Feeds.
   *
   * @param out where the report goes
   * @param err where progress and errors go
   * @return the exit code
   */
  public static int run(PrintStream out, PrintStream err, String... arguments) {
    CommandLine command = new CommandLine(new FeedCommand(out, err));
    command.setOut(new PrintWriter(out, true, UTF_8));
    command.setErr(new PrintWriter(err, true, UTF_8));
    return command.execute(
        Arrays.stream(arguments).filter(argument -> !argument.isEmpty()).toArray(String[]::new));
  }
}
