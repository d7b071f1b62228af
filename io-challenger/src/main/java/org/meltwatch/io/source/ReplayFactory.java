package org.meltwatch.io.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.SpooledImages;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileSource;
import org.meltwatch.transforms.images.ImageStore;

/** A spool that an earlier run has kept: {@code --replay=DIR}. Nobody is asked or posted to. */
public final class ReplayFactory implements SourceFactory {

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String title() {
    return "Replay";
  }

  @Override
  public List<Class<? extends PipelineOptions>> options() {
    return List.of(ReplayOptions.class);
  }

  /** The messages lie in files already. */
  @Override
  public List<String> defaults(List<String> plain) {
    return List.of("--spool=off");
  }

  @Override
  public Optional<String> askedBy(PipelineOptions options, List<String> plain) {
    return options.as(ReplayOptions.class).getReplay() == null
        ? Optional.empty()
        : Optional.of("--replay");
  }

  @Override
  public Optional<ImageStore> images() {
    return Optional.of(new SpooledImages());
  }

  @Override
  public void check(SourceRequest request) {
    @Nullable String directory = request.options().as(ReplayOptions.class).getReplay();
    if (directory == null) {
      throw new UsageException("--source=replay needs --replay=DIR");
    }
    ChallengerOptions options = request.options().as(ChallengerOptions.class);
    if (!"off".equals(options.getSpool()) || options.getKeepSpool()) {
      throw new UsageException(
          "--replay writes no spool: it cannot go with --spool=on or memory, or with --keepSpool");
    }
    ChallengerSettings.limits(options);
    ChallengerSettings.requireUsable(directory);
  }

  @Override
  public TileSource open(SourceRequest request) throws IOException {
    String given = String.valueOf(request.options().as(ReplayOptions.class).getReplay());
    String spool = ChallengerSettings.absolute(given);
    if (!SpoolDirectory.holdsMessages(spool)) {
      throw new UsageException(complaint(given, spool));
    }
    MessageLimits limits = ChallengerSettings.limits(request.options().as(ChallengerOptions.class));
    return new ReplaySource(spool, limits, request);
  }

  private static String complaint(String given, String spool) throws IOException {
    String inside = spool + "/spool";
    return "--replay (%s) must be a spool that an earlier run has kept: it holds no messages%s"
        .formatted(
            given,
            SpoolDirectory.holdsMessages(inside) ? "; did you mean %s?".formatted(inside) : "");
  }
}
