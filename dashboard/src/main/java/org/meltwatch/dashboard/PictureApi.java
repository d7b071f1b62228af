package org.meltwatch.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.runs.FollowedPrint;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.dashboard.runs.PlateOfPrint;
import org.meltwatch.dashboard.views.BoxValues;
import org.meltwatch.dashboard.views.LetterImage;
import org.meltwatch.dashboard.views.MadeOnce;
import org.meltwatch.dashboard.views.PlateImage;
import org.meltwatch.dashboard.views.SpacePoints;
import org.meltwatch.dashboard.views.TryRules;
import org.meltwatch.model.DefectRules;
import org.meltwatch.record.rows.EventRow;

/** The paths of pictures and points. */
final class PictureApi {

  private static final String BYTES = "application/octet-stream";
  private static final int USUAL_POINTS = 200_000;
  private static final int ALL_LAYERS = Integer.MAX_VALUE;

  private final Lookup lookup;
  private final MadeOnce previews = new MadeOnce(32);

  PictureApi(Lookup lookup) {
    this.lookup = lookup;
  }

  List<Route> routes() {
    String layer = Lookup.PRINT + "/layers/*";
    return List.of(
        Route.get(layer + "/image.png", this::image),
        Route.get(layer + "/values.bin", this::values),
        Route.get(Lookup.RUN + "/letters/*/image.png", this::letter),
        Route.get(Lookup.PRINT + "/points.bin", this::points),
        Route.get(Lookup.PRINT + "/points.json", this::pointsIndex),
        Route.post(layer + "/try", this::tryRules));
  }

  private void image(Exchange exchange, List<String> parameters) throws IOException {
    int tile = exchange.number("tile", -1);
    boolean isFull = exchange.number("full", 0) == 1;
    PlateImage image = plate(parameters, tile < 0 ? null : tile);
    String tag = image.tag(isFull);
    if (!exchange.isKnown(tag)) {
      // A full one is large, and hardly wanted twice.
      String name = String.join("/", parameters) + "/" + tile + "/" + tag;
      byte[] png =
          isFull ? image.full(tile >= 0) : previews.get(name, () -> image.preview(tile >= 0));
      exchange.tagged("image/png", tag, png);
    }
  }

  /** What can be seen of a dead letter, which the run's list has under this number. */
  private void letter(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = lookup.run(parameters);
    String number = parameters.get(1);
    String file;
    synchronized (run) {
      List<EventRow.Refused> letters = run.letters();
      if (!number.matches("\\d{1,9}") || Integer.parseInt(number) >= letters.size()) {
        throw Refusal.notFound("there is no such message");
      }
      file = letters.get(Integer.parseInt(number)).file();
    }
    exchange.bytes("image/png", LetterImage.of(run.dir(), String.valueOf(file)));
  }

  private void values(Exchange exchange, List<String> parameters) throws IOException {
    PlateImage image = plate(parameters, null);
    int x0 = exchange.number("x0", 0);
    int y0 = exchange.number("y0", 0);
    BoxValues values =
        BoxValues.of(
            image,
            x0,
            y0,
            exchange.number("x1", x0 + 1),
            exchange.number("y1", y0 + 1),
            exchange.number("step", 1));
    exchange.header("Meltwatch-Height", values.height());
    exchange.header("Meltwatch-Width", values.width());
    exchange.header("Meltwatch-Step", values.step());
    exchange.header("Meltwatch-Exact", values.exact());
    exchange.bytes(BYTES, values.bytes());
  }

  private void points(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = lookup.run(parameters);
    byte[] bytes;
    synchronized (run) {
      bytes = space(exchange, Lookup.print(run, parameters)).bytes();
    }
    exchange.bytes(BYTES, bytes);
  }

  private void pointsIndex(Exchange exchange, List<String> parameters) throws IOException {
    FollowedRun run = lookup.run(parameters);
    Object index;
    synchronized (run) {
      index = space(exchange, Lookup.print(run, parameters)).index();
    }
    exchange.json(index);
  }

  private static SpacePoints space(Exchange exchange, FollowedPrint print) {
    int to = exchange.number("to", ALL_LAYERS - 1);
    return new SpacePoints(
        print, exchange.number("from", 0), to + 1, exchange.number("limit", USUAL_POINTS));
  }

  private void tryRules(Exchange exchange, List<String> parameters) throws IOException {
    JsonNode body = exchange.body();
    FollowedRun run = lookup.run(parameters);
    DefectRules rules = TryRules.rules(body, run.facts().rules());
    PlateImage[] window = new PlateImage[3];
    synchronized (run) {
      FollowedPrint print = Lookup.print(run, parameters);
      int layer = Lookup.layer(print, parameters);
      if (!print.pictures().isFull()) {
        throw Refusal.conflict("not all points of tiles are kept: --images=full keeps them");
      }
      for (int below = 0; below < window.length; below++) {
        window[below] = orNull(run, print, layer - below);
      }
    }
    if (window[0] == null) {
      throw Refusal.conflict("no points of this layer are kept");
    }
    exchange.json(TryRules.of(rules, window[0], window[1], window[2]));
  }

  private static @Nullable PlateImage orNull(FollowedRun run, FollowedPrint print, int layer) {
    try {
      return layer < 0 ? null : image(run, print, layer, null);
    } catch (Refusal none) {
      // Without the layers below there are no outliers, as in the run.
      return null;
    }
  }

  private PlateImage plate(List<String> parameters, @Nullable Integer tile) throws IOException {
    FollowedRun run = lookup.run(parameters);
    synchronized (run) {
      FollowedPrint print = Lookup.print(run, parameters);
      return image(run, print, Lookup.layer(print, parameters), tile);
    }
  }

  private static PlateImage image(
      FollowedRun run, FollowedPrint print, int layer, @Nullable Integer tile) {
    int voidBelow = run.facts().rules().voidBelow();
    return new PlateImage(print, PlateOfPrint.of(run, print), voidBelow, layer, tile);
  }
}
