package org.meltwatch.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kafka brokers on loopback, each its own process, that are controllers as well. */
public final class BrokerCluster implements AutoCloseable {

  private final List<BrokerProcess> all;

  private BrokerCluster(List<BrokerProcess> all) {
    this.all = List.copyOf(all);
  }

  /**
   * Starts brokers that can be used.
   *
   * @param directories where each keeps what it has; three for a cluster that may lose one
   */
  public static BrokerCluster start(List<Path> directories)
      throws IOException, InterruptedException {
    List<BrokerProcess> all = new ArrayList<>();
    try {
      begin(directories, all);
      for (BrokerProcess broker : all) {
        broker.awaitReady();
      }
    } catch (IOException e) {
      all.forEach(BrokerProcess::close);
      throw e;
    }
    return new BrokerCluster(all);
  }

  private static void begin(List<Path> directories, List<BrokerProcess> all) throws IOException {
    List<Integer> controllers = new ArrayList<>();
    for (int broker = 0; broker < directories.size(); broker++) {
      controllers.add(BrokerProcess.freePort());
    }
    String voters =
        IntStream.range(0, controllers.size())
            .mapToObj(n -> at("%d@127.0.0.1:%d", n + 1, controllers.get(n)))
            .collect(Collectors.joining(","));
    for (int broker = 0; broker < directories.size(); broker++) {
      int port = BrokerProcess.freePort();
      List<String> settings =
          List.of(
              at("node.id=%d", broker + 1),
              "controller.quorum.voters=" + voters,
              at("listeners=PLAINTEXT://127.0.0.1:%d,", port)
                  + at("CONTROLLER://127.0.0.1:%d", controllers.get(broker)),
              // One that is gone is taken for gone soon.
              "broker.session.timeout.ms=3000",
              "broker.heartbeat.interval.ms=500");
      all.add(BrokerProcess.begin(directories.get(broker), port, settings));
    }
  }

  private static String at(String pattern, Object... numbers) {
    return String.format(Locale.ROOT, pattern, numbers);
  }

  /** Where they are reached, as {@code --brokers} takes it. */
  public String brokers() {
    return all.stream().map(BrokerProcess::brokers).collect(Collectors.joining(","));
  }

  /** Their processes, in order. */
  public List<ProcessHandle> handles() {
    return all.stream().map(BrokerProcess::handle).toList();
  }

  /** Starts those anew that have ended, with what they kept. */
  public void revive() throws IOException, InterruptedException {
    List<BrokerProcess> ended = all.stream().filter(one -> !one.handle().isAlive()).toList();
    for (BrokerProcess broker : ended) {
      broker.begin();
    }
    for (BrokerProcess broker : ended) {
      broker.awaitReady();
    }
  }

  @Override
  public void close() {
    all.forEach(BrokerProcess::close);
  }
}
