package org.meltwatch.challenger.bench;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.challenger.http.RefusedRequest;
import org.meltwatch.prints.Print;

/** All benches since the challenger was started. */
public final class Benches {

  /** Benches keep their results, so they must not become countless. */
  static final int MOST = 1000;

  private final ConcurrentSkipListMap<String, Bench> benches = new ConcurrentSkipListMap<>();
  private final List<Bench> inOrder = Collections.synchronizedList(new ArrayList<>());
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final HandOutPlan plan;
  private volatile Settings settings;

  public Benches(HandOutPlan plan, Settings settings) {
    this.plan = plan;
    this.settings = settings;
  }

  public Bench create(BenchRequest request) {
    byte[] id = new byte[8];
    random.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    Bench bench = new Bench(name, request, clock.instant(), plan, settings);
    synchronized (inOrder) {
      if (inOrder.size() == MOST) {
        throw RefusedRequest.tooMany(
            String.format(
                Locale.ROOT, "this challenger has had its %d benches; start it anew", MOST));
      }
      inOrder.add(bench);
    }
    benches.put(bench.id(), bench);
    return bench;
  }

  /**
   * Lets benches that are created from now on have another pace and distance.
   *
   * @throws IllegalArgumentException if one of them cannot be
   */
  public void change(double tilesPerSecond, NetworkDelay delay) {
    settings = settings.withRate(tilesPerSecond).withDelay(delay);
  }

  /** What is known of the prints and of what became of their layers, for a report. */
  public List<Map<String, Object>> prints() {
    List<Map<String, Object>> reports = new ArrayList<>();
    for (Print print : plan.prints()) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("name", print.id());
      report.put("layers", print.layers());
      report.put("grid", print.grid().toString());
      Map<String, Object> facts = print.facts().toWire();
      facts.remove("name");
      report.putAll(facts);
      report.putAll(print.account());
      reports.add(report);
    }
    return reports;
  }

  /** Points above are drawn as saturated. */
  public int saturatedAbove() {
    return settings.saturatedAbove();
  }

  /**
   * The bench of this id.
   *
   * @throws RefusedRequest with status 404 if there is none
   */
  public Bench get(String id) {
    Bench bench = benches.get(id);
    if (bench == null) {
      throw RefusedRequest.notFound("unknown bench");
    }
    return bench;
  }

  /** All benches, the oldest first. */
  public List<Bench> all() {
    synchronized (inOrder) {
      return List.copyOf(inOrder);
    }
  }
}
