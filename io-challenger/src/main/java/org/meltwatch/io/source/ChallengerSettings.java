package org.meltwatch.io.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.spool.SpoolDirectory;
import org.meltwatch.io.wire.MessageLimits;
import org.meltwatch.options.OptionRange;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceRequest;

/**
 * What a run's {@link ChallengerOptions} come to.
 *
 * @param prefetch requests that each lane has in flight
 * @param endConfirm for how long the word that there are no more batches must hold
 * @param patience how long the challenger may give no usable answer
 * @param limits what a message may ask for
 * @param spool on, memory or off
 * @param spoolDir where the spool is; null for the results directory
 * @param keepSpool whether messages are kept whose results are out
 */
record ChallengerSettings(
    int prefetch,
    Duration endConfirm,
    Duration patience,
    MessageLimits limits,
    String spool,
    @Nullable String spoolDir,
    boolean keepSpool) {

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+://");

  /**
   * The settings of a run.
   *
   * @throws UsageException if they are out of range or contradict each other
   */
  static ChallengerSettings of(SourceRequest request) {
    ChallengerOptions options = request.options().as(ChallengerOptions.class);
    Integer maxBatches = options.getMaxBatches();
    if (maxBatches != null) {
      OptionRange.require("maxBatches", maxBatches, 1, Integer.MAX_VALUE);
    }
    checkSpool(options, request);
    return new ChallengerSettings(
        OptionRange.require("prefetch", options.getPrefetch(), 1, 64),
        OptionRange.seconds("endConfirm", options.getEndConfirm(), 0, 3600),
        OptionRange.seconds("challengerPatience", options.getChallengerPatience(), 1, 86_400),
        limits(options),
        spool(options, request),
        options.getSpoolDir(),
        options.getKeepSpool());
  }

  /** What a message may ask for, wherever it is read. */
  static MessageLimits limits(ChallengerOptions options) {
    return new MessageLimits(
        OptionRange.require("messageLimit", options.getMessageLimit(), 1, Integer.MAX_VALUE),
        OptionRange.require("maxPrintId", options.getMaxPrintId(), 1, 1 << 20));
  }

  private static void checkSpool(ChallengerOptions options, SourceRequest request) {
    @Nullable String spool = options.getSpool();
    if (spool != null && !Set.of("on", "off", "memory").contains(spool)) {
      throw new UsageException("--spool (%s) must be on, off or memory".formatted(spool));
    }
    if ("off".equals(spool) && request.claims()) {
      throw new UsageException(
          "--payload=spool keeps images in the spool: it needs --spool=on or --spool=memory");
    }
    if (spool != null && !spool.equals("on") && options.getKeepSpool()) {
      throw new UsageException(
          "--keepSpool keeps files: it needs --spool=on, not --spool=%s".formatted(spool));
    }
    if ("memory".equals(spool) && (!request.inThisProcess() || request.checkpointed())) {
      throw new UsageException(
          "--spool=memory is gone with this process: an engine on a cluster or with checkpoints"
              + " needs --spool=on");
    }
    requireUsable(options.getSpoolDir());
  }

  /** Refuses directories whose names Beam's file systems would expand. */
  static void requireUsable(@Nullable String directory) {
    if (directory != null && !SpoolDirectory.isUsable(directory)) {
      throw new UsageException(
          "spool directory (%s) must not hold any of * ? [ ] { } \\".formatted(directory));
    }
  }

  private static String spool(ChallengerOptions options, SourceRequest request) {
    @Nullable String wanted = options.getSpool();
    if (wanted != null) {
      return wanted;
    }
    boolean on =
        request.claims()
            || options.getKeepSpool()
            || options.getSpoolDir() != null
            || request.checkpointed();
    return on ? "on" : "off";
  }

  /** Where the spool is of a run with this results directory; null if it has none. */
  @Nullable String spoolFor(Path output) {
    String onDisk = absolute(spoolDir == null ? output + "/spool" : spoolDir);
    return switch (spool) {
      case "on" -> onDisk;
      case "memory" -> SpoolDirectory.inMemory(onDisk);
      default -> null;
    };
  }

  /** True if a directory is named as object stores name theirs. */
  static boolean hasScheme(String directory) {
    return SCHEME.matcher(directory).lookingAt();
  }

  /** Workers may have another working directory; what has a scheme has none. */
  static String absolute(String directory) {
    return hasScheme(directory)
        ? directory
        : Path.of(directory).toAbsolutePath().normalize().toString();
  }
}
