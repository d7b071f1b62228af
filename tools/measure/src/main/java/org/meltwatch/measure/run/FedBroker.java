package org.meltwatch.measure.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.meltwatch.conformance.BrokerProcess;
import org.meltwatch.conformance.FeedProcess;

/** A Kafka broker for all runs of a measurement, with a feed and a topic for each of them. */
public final class FedBroker implements AutoCloseable {

  private static final long CONCLUDING_SECONDS = 60;

  private final BrokerProcess broker;

  private FedBroker(BrokerProcess broker) {
    this.broker = broker;
  }

  /** Starts the broker. */
  public static FedBroker start(Path directory) throws IOException, InterruptedException {
    return new FedBroker(BrokerProcess.start(directory));
  }

  /**
   * Starts the feed of a run.
   *
   * @param directory the run's; its name is the topic's
   * @param tiles how many it is handed at the most; 0 for all
   */
  Feeding feed(Path directory, String challenger, int tiles) throws IOException {
    String topic = String.valueOf(directory.getFileName());
    List<String> more = new ArrayList<>(List.of("--benchName=" + topic));
    if (tiles > 0) {
      more.add("--maxBatches=" + tiles);
    }
    Path log = Files.createDirectories(directory).resolve("feed.txt");
    Path spool = directory.resolve("feed");
    return new Feeding(
        topic, FeedProcess.start(challenger, broker.brokers(), topic, spool, more, log));
  }

  /** A feed under way, and what it and the broker take meanwhile. */
  final class Feeding implements AutoCloseable {

    private final String topic;
    private final Process process;
    private final CpuCourse course;
    private final double brokerBefore = brokerUsed();

    private Feeding(String topic, Process process) {
      this.topic = topic;
      this.process = process;
      this.course = CpuCourse.of(process);
    }

    private double brokerUsed() {
      return LoadMeter.ofProcess(broker.handle().pid());
    }

    /** What a run reads it by. */
    List<String> options() {
      return List.of("--source=kafka", "--brokers=" + broker.brokers(), "--topic=" + topic);
    }

    /** The processor seconds of the feed, which has ended. */
    double awaitEnd() throws IOException, InterruptedException {
      if (!process.waitFor(CONCLUDING_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            String.format(Locale.ROOT, "the feed of topic %s has not done its work", topic));
      }
      return course.total();
    }

    /** The processor seconds of the broker since the feed began. */
    double brokerSeconds() {
      return brokerUsed() - brokerBefore;
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
