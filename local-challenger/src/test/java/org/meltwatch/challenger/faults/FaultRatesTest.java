package org.meltwatch.challenger.faults;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.FakePrint;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.bench.TestClient;
import org.meltwatch.prints.Print;

/** Faults by chance, one kind after the other, as a client meets them. */
final class FaultRatesTest {

  private static final FakePrint PRINT = FakePrint.of(3, 2);

  private static LocalChallenger start(String faults) throws IOException {
    return LocalChallenger.start(Settings.of(PRINT).withRates(FaultRates.parse(faults, 7)));
  }

  private static List<String> injected(TestClient client, String bench) throws Exception {
    JsonNode list = new ObjectMapper().readTree(client.get("/api/faults/" + bench).body());
    List<String> texts = new ArrayList<>();
    list.forEach(
        fault ->
            texts.add(
                String.format(
                    Locale.ROOT,
                    "%s %s %d",
                    fault.get("kind").textValue(),
                    fault.get("call").textValue(),
                    fault.get("batch_id").longValue())));
    return texts;
  }

  @Test
  void error_ofACall_handsNothingOut() throws Exception {
    try (LocalChallenger challenger = start("error:1")) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("faults");
      Set<Integer> statuses = new TreeSet<>();
      for (int i = 0; i < 4; i++) {
        statuses.add(client.get("/api/next_batch/" + bench).statusCode());
      }
      assertEquals(Set.of(500, 503), statuses);
      assertEquals(
          List.of(
              "error next_batch 0",
              "error next_batch 0",
              "error next_batch 0",
              "error next_batch 0"),
          injected(client, bench));
      JsonNode report = client.end(bench);
      assertEquals(4, report.get("faults").get("error").intValue());
      assertEquals(4, report.get("injected").size());
    }
  }

  @ParameterizedTest
  @CsvSource({"reset", "half"})
  void reset_ofACall_hasHandedTheBatchOut(String kind) throws Exception {
    try (LocalChallenger challenger = start(kind + ":1")) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("faults");
      assertThrows(IOException.class, () -> client.get("/api/next_batch/" + bench));
      assertThrows(IOException.class, () -> client.get("/api/next_batch/" + bench));
      List<String> injected = injected(client, bench);
      // The JDK's client may ask again by itself; each time another batch is handed out.
      assertTrue(injected.size() >= 2);
      assertEquals(
          IntStream.range(0, injected.size()).mapToObj(i -> kind + " next_batch " + i).toList(),
          injected);
    }
  }

  @Test
  void length_ofABatch_isHalfAndSaysSo() throws Exception {
    try (LocalChallenger challenger = start("length:1")) {
      TestClient client = new TestClient(challenger.url());
      byte[] whole = challenger.tiles().get(0).message();
      HttpResponse<byte[]> half = client.get("/api/next_batch/" + client.begin("faults"));
      assertEquals(200, half.statusCode());
      assertArrayEquals(Arrays.copyOf(whole, whole.length / 2), half.body());
    }
  }

  @Test
  void typeAndStall_ofABatch_leaveItWhole() throws Exception {
    try (LocalChallenger challenger = start("type:0.5,stall:0.5:0.2")) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("faults");
      for (EncodedTile tile : challenger.tiles()) {
        assertEquals(tile, client.next(bench));
      }
      assertEquals(PRINT.layers() * 2, injected(client, bench).size());
    }
  }

  @Test
  void gone_challenger_comesBackWithItsBenches() throws Exception {
    try (LocalChallenger challenger = start("gone:1:0.5")) {
      TestClient client = new TestClient(challenger.url());
      String bench = client.begin("faults");
      long gone = System.nanoTime();
      assertThrows(IOException.class, () -> client.get("/api/next_batch/" + bench));
      assertEquals(List.of("gone next_batch 0"), injectedOnceBack(client, bench));
      assertTrue(System.nanoTime() - gone > 500_000_000L, "was away for half a second");
    }
  }

  private static List<String> injectedOnceBack(TestClient client, String bench) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (true) {
      try {
        return injected(client, bench);
      } catch (IOException e) {
        assertTrue(System.nanoTime() < deadline, () -> "did not come back: " + e);
        Thread.sleep(20);
      }
    }
  }

  @Test
  void draw_ofTheSameSeed_isTheSameInAnyOrder() {
    FaultRates rates = FaultRates.parse("error:0.1,reset:0.2,half:0.2", 5);
    FaultInjector forward = new FaultInjector("a", rates);
    FaultInjector backward = new FaultInjector("b", rates);
    for (int batch = 0; batch < 300; batch++) {
      forward.drawAfter(FaultInjector.Call.NEXT_BATCH, batch);
      backward.drawAfter(FaultInjector.Call.NEXT_BATCH, 299 - batch);
    }
    List<FaultInjector.Injected> reversed = new ArrayList<>(backward.injected());
    Collections.reverse(reversed);
    assertEquals(forward.injected(), reversed);
    int count = forward.injected().size();
    assertTrue(count > 80 && count < 160, () -> count + " faults in 300 draws of 0.4");
  }

  @Test
  void tileFaults_ofTheSameSeed_areTheSameAndOnePerTile() {
    FaultRates rates = FaultRates.parse("drop:0.1,repeat:0.1,corrupt:0.1,truncate:0.1", 3);
    List<Print> prints = List.of(FakePrint.of(50, 10));
    List<Fault> drawn = TileFaults.draw(rates, prints);
    assertEquals(drawn, TileFaults.draw(rates, prints));
    assertEquals(
        drawn.size(), drawn.stream().map(f -> f.layer() * 10 + f.tileId()).distinct().count());
    assertTrue(drawn.size() > 150 && drawn.size() < 250, () -> drawn.size() + " of 500");
  }

  @Test
  void shuffled_tiles_stayWithinTheBound() {
    List<Integer> numbers = IntStream.range(0, 200).boxed().toList();
    List<Integer> shuffled = TileFaults.shuffled(numbers, FaultRates.parse("shuffle:1:4", 3));
    assertEquals(numbers, shuffled.stream().sorted().toList());
    int furthest = IntStream.range(0, 200).map(i -> Math.abs(shuffled.get(i) - i)).max().orElse(0);
    assertTrue(furthest > 1 && furthest <= 4, () -> "furthest " + furthest);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "error:2|faults: the rate of error (2.0) must be in [0, 1]",
        "error:0.6,reset:0.6|faults: the rate of all faults of calls (1.2) must be in [0, 1]",
        "error|faults (error) must be KIND:RATE or KIND:RATE:AMOUNT, such as error:0.02 or"
            + " stall:0.01:30",
        "error:0.1,error:0.1|faults (error) must name each kind once",
        "error:0.1:5|faults (error) must not have an amount",
        "stall:0.1:9999|faults: the amount of stall (9999) must be at most 3600"
      })
  void parse_whatIsNoFault_saysWhy(String text, String complaint) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FaultRates.parse(text, 0));
    assertEquals(complaint, e.getMessage());
  }
}
