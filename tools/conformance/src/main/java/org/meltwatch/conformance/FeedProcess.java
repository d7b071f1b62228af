package org.meltwatch.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.processes.ChildJvm;
import org.meltwatch.processes.ClassPathEntries;

/** A feed as a process of its own. */
public final class FeedProcess {

  private FeedProcess() {}

  /**
   * Starts a feed.
   *
   * @param spool where it keeps what it has received
   * @param more further options
   * @param log what it says is added to this file
   */
  public static Process start(
      String challenger, String brokers, String topic, Path spool, List<String> more, Path log)
      throws IOException {
    List<String> command =
        ChildJvm.arguments(
            List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"), ClassPathEntries.ofThisProcess());
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(Feed.class.getName());
    command.addAll(List.of("--challenger=" + challenger, "--brokers=" + brokers));
    command.addAll(List.of("--topic=" + topic, "--spoolDir=" + spool));
    command.addAll(more);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
