package org.meltwatch.io.kafka.feed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.meltwatch.options.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@link Feed}. */
@Command(
    name = "feed",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Reads a bench of a challenger and writes every message to a Kafka topic, as it was received:"
          + " lane k to partition k.",
      ""
    },
    footer = {
      "",
      "A feed that was killed is gone on with by the same command: --spoolDir says what it had.",
      "The token for the challenger is taken from the environment variable MELTWATCH_API_TOKEN, or"
          + " is 'meltwatch'.",
      "Exit codes: 0 the topic holds the whole bench; 1 not so, and the same command goes on; 2"
          + " wrong options; 3 the challenger did not give all that it has."
    })
final class FeedCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  @Option(
      names = "--challenger",
      required = true,
      paramLabel = "URL",
      description = "Address of the challenger, such as http://127.0.0.1:8866.")
  private String challenger = "";

  @Option(
      names = "--brokers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers; several are parted by commas.")
  private String brokers = "";

  @Option(
      names = "--topic",
      defaultValue = "benchmarks",
      paramLabel = "NAME",
      description =
          "The topic, for as many benches as are fed into it; benchmarks-{bench} makes one for each"
              + " (default ${DEFAULT-VALUE}).")
  private String topic = "benchmarks";

  @Option(
      names = "--lanes",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "Lanes that read the bench, each into its partition (default ${DEFAULT-VALUE}).")
  private int lanes;

  @Option(
      names = "--prefetch",
      defaultValue = "2",
      paramLabel = "N",
      description = "Requests that each lane has in flight (default ${DEFAULT-VALUE}).")
  private int prefetch;

  @Option(
      names = "--spoolDir",
      defaultValue = "feed",
      paramLabel = "DIR",
      description =
          "Directory of what is received and not yet in the topic; gone at the end (default"
              + " ${DEFAULT-VALUE}).")
  private Path spoolDir = Path.of("feed");

  @Option(
      names = "--kafkaProperties",
      paramLabel = "FILE",
      description = "Kafka's own client settings, such as TLS and SASL.")
  private @Nullable String kafkaProperties;

  @Option(
      names = "--replicas",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Brokers that hold the topic, where it is made (default: what suits the cluster). With 3,"
              + " min.insync.replicas is 2.")
  private int replicas;

  @Option(
      names = "--retention",
      defaultValue = "168",
      paramLabel = "HOURS",
      description =
          "How long a topic that is made keeps records; 0 for ever (default ${DEFAULT-VALUE}, a"
              + " week).")
  private double retention;

  @Option(
      names = "--kafkaPatience",
      defaultValue = "300",
      paramLabel = "S",
      description =
          "Seconds for which brokers may be away; nothing is lost meanwhile (default"
              + " ${DEFAULT-VALUE}).")
  private double kafkaPatience;

  @Option(
      names = "--challengerPatience",
      defaultValue = "300",
      paramLabel = "S",
      description = "Seconds for which the challenger may be away (default ${DEFAULT-VALUE}).")
  private double challengerPatience;

  @Option(
      names = "--endConfirm",
      defaultValue = "1",
      paramLabel = "S",
      description =
          "Seconds for which the word that there is no more must hold (default ${DEFAULT-VALUE}).")
  private double endConfirm;

  @Option(
      names = "--benchName",
      defaultValue = "meltwatch",
      paramLabel = "NAME",
      description = "Name of the bench at the challenger (default ${DEFAULT-VALUE}).")
  private String benchName = "meltwatch";

  @Option(
      names = "--test",
      defaultValue = "true",
      arity = "1",
      paramLabel = "true|false",
      description = "Whether the bench is a test (default ${DEFAULT-VALUE}).")
  private boolean test;

  @Option(
      names = "--maxBatches",
      paramLabel = "N",
      description = "How many batches to ask for at the most (default: all).")
  private @Nullable Integer maxBatches;

  @Option(
      names = "--endBench",
      defaultValue = "false",
      arity = "1",
      paramLabel = "true|false",
      description =
          "Whether the bench is ended when all is fed: for runs with --post=false. Otherwise the"
              + " run that posts the results ends it (default ${DEFAULT-VALUE}).")
  private boolean endBench;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  FeedCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      return new FeedRun(settings(), out, err).run();
    } catch (UsageException | IllegalArgumentException e) {
      err.println("feed: " + e.getMessage());
      return Feed.USAGE;
    } catch (IOException | KafkaException e) {
      err.println("feed: " + e.getMessage());
      err.println("feed: the same command goes on with the bench");
      return Feed.FAILED;
    }
  }

  private FeedSettings settings() {
    return FeedSettings.of(
        challenger,
        brokers,
        kafkaProperties,
        new FeedSettings.Topic(topic, replicas, hours(retention)),
        new FeedSettings.Lanes(lanes, prefetch),
        new FeedSettings.Patience(
            seconds(challengerPatience), seconds(kafkaPatience), seconds(endConfirm)),
        new FeedSettings.NewBench(benchName, test, maxBatches),
        spoolDir,
        endBench);
  }

  private static Duration seconds(double value) {
    return Duration.ofMillis(Math.round(value * 1000));
  }

  private static Duration hours(double value) {
    return Duration.ofMillis(Math.round(value * 3_600_000));
  }
}
