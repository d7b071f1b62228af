package org.meltwatch.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.challenger.LocalChallenger;
import org.meltwatch.challenger.bench.EncodedTile;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.pipeline.MonitorRun;
import org.meltwatch.pipeline.RunnerProfile;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.files.FolderSettings;
import org.meltwatch.prints.files.GridWish;
import org.meltwatch.prints.files.TiffFile;
import org.meltwatch.prints.files.WatchSettings;
import org.meltwatch.prints.files.WatchedPrint;
import org.meltwatch.prints.formats.Scale;
import org.meltwatch.prints.synthetic.SyntheticPrint;

/** A run over a print that is written to a folder meanwhile, by a machine with its troubles. */
public abstract class WatchConformance {

  private static final int LAYERS = 9;
  private static final int SLOW = 2;
  private static final int MISSING = 4;
  private static final int BROKEN = 6;

  private static final SyntheticPrint PRINT =
      new SyntheticPrint("SYN", LAYERS, Grid.parse("1x1"), 120, 7);

  @TempDir private Path temporary = Path.of("");

  /** The engine under test. */
  protected abstract RunnerProfile profile();

  /** Options that make the engine small enough for a test. */
  protected List<String> arguments() {
    return List.of();
  }

  @Test
  protected void run_ofAPrintWhileItIsWritten_equalsTheReferenceModel() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("watched"));
    Path out = temporary.resolve("out");
    WatchSettings watch =
        new WatchSettings(
            Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(900), null, null);
    try (LocalChallenger challenger =
        LocalChallenger.start(Settings.of(WatchedPrint.of(folder, settings(), watch)))) {
      CompletableFuture<Void> machine = CompletableFuture.runAsync(() -> write(folder));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      int code = run(challenger, out, said);
      machine.join();
      String text = said.toString(StandardCharsets.UTF_8);
      assertEquals(MonitorRun.OK, code, text);
      Expected.of(challenger.tiles(), DefectRules.DEFAULT, Map.of()).requireIn(out, text);
      Set<Integer> layers = new TreeSet<>();
      for (EncodedTile tile : challenger.tiles()) {
        layers.add(tile.layer());
      }
      assertEquals(Set.of(0, 1, 2, 3, 5, 7, 8), layers, text);
      JsonNode report =
          new ObjectMapper().readTree(out.resolve("run.json").toFile()).get("challenger");
      JsonNode print = report.get("prints").get(0);
      assertEquals("[\"4\"]", print.get("missing_numbers").toString());
      assertEquals(BROKEN, print.get("bad_layers").get(0).get("number").asInt());
      assertEquals(7, report.get("watch").get("answered_layers").asInt());
    }
  }

  private static FolderSettings settings() {
    return new FolderSettings(
        null,
        null,
        false,
        Scale.AUTO,
        null,
        null,
        null,
        GridWish.parse("2x2"),
        true,
        PrintFacts.NONE);
  }

  private int run(LocalChallenger challenger, Path out, ByteArrayOutputStream said) {
    List<String> args = new ArrayList<>(arguments());
    args.addAll(List.of("--challenger=" + challenger.url(), "--output=" + out, "--verbose"));
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new MonitorRun(profile(), stream, stream).run(args.toArray(String[]::new));
  }

  /** Layer by layer: one grows slowly, one never comes, one is cut off. */
  private static void write(Path folder) {
    try {
      for (int layer = 0; layer < LAYERS; layer++) {
        Path file = folder.resolve(String.format(Locale.ROOT, "layer_%d.tif", layer));
        byte[] whole = TiffFile.encode(PRINT.tiles(layer).get(0));
        if (layer == SLOW) {
          writeSlowly(file, whole);
        } else if (layer != MISSING) {
          Files.write(file, layer == BROKEN ? Arrays.copyOf(whole, whole.length / 2) : whole);
        }
      }
      Files.createFile(folder.resolve("END"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the print cannot be written: " + e, e);
    }
  }

  private static void writeSlowly(Path file, byte[] whole)
      throws IOException, InterruptedException {
    int piece = whole.length / 5 + 1;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int from = 0; from < whole.length; from += piece) {
        out.write(whole, from, Math.min(piece, whole.length - from));
        // A machine that takes its time is what is tried here.
        Thread.sleep(150);
      }
    }
  }
}
