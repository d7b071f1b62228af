package org.meltwatch.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.meltwatch.conformance.BrokerProcess;
import org.meltwatch.io.kafka.feed.Feed;
import org.meltwatch.processes.ChildJvm;
import org.meltwatch.processes.ClassPathEntries;

/** A broker and the feed that fills its topic, as processes of their own. */
final class FedTopic implements AutoCloseable {

  private static final String TOPIC = "benchmarks";

  private final Path directory;
  private final String challenger;
  private final BrokerProcess broker;
  private Process feed;

  private FedTopic(Path directory, String challenger, BrokerProcess broker, Process feed) {
    this.directory = directory;
    this.challenger = challenger;
    this.broker = broker;
    this.feed = feed;
  }

  /** Starts both. */
  static FedTopic start(Path directory, String challenger)
      throws IOException, InterruptedException {
    BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"));
    try {
      return new FedTopic(directory, challenger, broker, launch(directory, challenger, broker));
    } catch (IOException e) {
      broker.close();
      throw e;
    }
  }

  private static Process launch(Path directory, String challenger, BrokerProcess broker)
      throws IOException {
    List<String> command =
        ChildJvm.arguments(
            List.of("-XX:TieredStopAtLevel=1", "-Xmx256m"), ClassPathEntries.ofThisProcess());
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            Feed.class.getName(),
            "--challenger=" + challenger,
            "--brokers=" + broker.brokers(),
            "--topic=" + TOPIC,
            "--spoolDir=" + directory.resolve("feed")));
    File log = Files.createDirectories(directory).resolve("feed.txt").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /** What a run reads it by. */
  List<String> options() {
    return List.of("--brokers=" + broker.brokers(), "--topic=" + TOPIC);
  }

  ProcessHandle feed() {
    return feed.toHandle();
  }

  ProcessHandle broker() {
    return broker.handle();
  }

  /** Starts the feed anew. */
  void restartFeed() throws IOException {
    feed = launch(directory, challenger, broker);
  }

  /** Starts the broker anew. */
  void restartBroker() throws IOException, InterruptedException {
    broker.revive();
  }

  @Override
  public void close() {
    feed.destroyForcibly().onExit().join();
    broker.close();
  }
}
