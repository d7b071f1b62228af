package org.meltwatch.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.meltwatch.model.Plate;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.options.PlainOption;
import org.meltwatch.options.UsageException;
import org.meltwatch.transforms.images.ImageStore;

/**
 * A kind of source, found as a service. A command line picks it by {@code --source=NAME}, or by an
 * option that only makes sense for it.
 */
public interface SourceFactory {

  /** The word that {@code --source} picks it by. */
  String name();

  /** The heading of its options in {@code --help}. */
  String title();

  /** The interfaces that declare its options; none of them may hold a secret. */
  List<Class<? extends PipelineOptions>> options();

  /** Options that it takes as they were given. */
  default List<PlainOption> plainOptions() {
    return List.of();
  }

  /**
   * Option values that suit the source, as {@code --name=value}; what a user says goes first, and
   * these go before what suits the engine.
   *
   * @param plain this source's plain options, as {@code --name=value}
   * @throws IllegalArgumentException if they cannot be used
   */
  default List<String> defaults(List<String> plain) {
    return List.of();
  }

  /**
   * The option by which a command line asks for this source, such as {@code --replay}.
   *
   * @param options all options but the plain ones
   * @param plain this source's plain options, as {@code --name=value}
   */
  Optional<String> askedBy(PipelineOptions options, List<String> plain);

  /**
   * How the plates of its prints are cut into tiles; empty if only a user can tell.
   *
   * @param plain this source's plain options, as {@code --name=value}
   */
  default Optional<Plate> plate(List<String> plain) {
    return Optional.empty();
  }

  /**
   * What is known of its print besides the images, such as how large a point is.
   *
   * @param plain this source's plain options, as {@code --name=value}
   * @throws IllegalArgumentException if they cannot be used
   */
  default PrintFacts facts(List<String> plain) {
    return PrintFacts.NONE;
  }

  /** Keeps the images that are claimed; empty if this source hands on images only. */
  default Optional<ImageStore> images() {
    return Optional.empty();
  }

  /**
   * Checks its options before anything is started.
   *
   * @throws UsageException if the source cannot be read with them
   */
  void check(SourceRequest request);

  /**
   * Comes to terms with whatever gives the tiles; none is asked for yet.
   *
   * @throws UsageException if that fails by what a user can put right
   */
  TileSource open(SourceRequest request) throws IOException, InterruptedException;

  /**
   * Goes on with what was opened for a run that died.
   *
   * @param handle what {@link TileSource#handle} said then
   * @throws UsageException if that cannot be
   */
  default TileSource reopen(SourceRequest request, String handle)
      throws IOException, InterruptedException {
    throw new UsageException("--resume needs a source that can be gone on with: " + name());
  }
}
