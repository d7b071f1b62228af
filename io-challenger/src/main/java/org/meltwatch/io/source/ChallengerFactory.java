package org.meltwatch.io.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.SpooledImages;
import org.meltwatch.options.UsageException;
import org.meltwatch.source.SourceFactory;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileSource;
import org.meltwatch.transforms.images.ImageStore;

/** A challenger that is there already: {@code --challenger=URL}. */
public final class ChallengerFactory implements SourceFactory {

  @Override
  public String name() {
    return "challenger";
  }

  @Override
  public String title() {
    return "Challenger";
  }

  @Override
  public List<Class<? extends PipelineOptions>> options() {
    return List.of(ChallengerOptions.class);
  }

  @Override
  public Optional<String> askedBy(PipelineOptions options, List<String> plain) {
    return options.as(ChallengerOptions.class).getChallenger() == null
        ? Optional.empty()
        : Optional.of("--challenger");
  }

  @Override
  public Optional<ImageStore> images() {
    return Optional.of(new SpooledImages());
  }

  @Override
  public void check(SourceRequest request) {
    ChallengerSettings.of(request);
    @Nullable String url = request.options().as(ChallengerOptions.class).getChallenger();
    if (url == null) {
      throw new UsageException("--source=challenger needs --challenger=URL");
    }
    ChallengerUrl.parse(url);
  }

  @Override
  public TileSource open(SourceRequest request) throws IOException, InterruptedException {
    String url = requireNonNull(request.options().as(ChallengerOptions.class).getChallenger());
    return ChallengerSource.create(ChallengerUrl.parse(url), request);
  }

  @Override
  public TileSource reopen(SourceRequest request, String handle) throws InterruptedException {
    return ChallengerSource.reopen(handle, request);
  }
}
