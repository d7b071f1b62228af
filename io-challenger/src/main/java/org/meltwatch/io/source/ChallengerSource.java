package org.meltwatch.io.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Asking;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.http.ChallengerException;
import org.meltwatch.io.http.ChallengerToken;
import org.meltwatch.io.http.Secrets;
import org.meltwatch.options.UsageException;
import org.meltwatch.retry.Retries;
import org.meltwatch.source.RunPlace;
import org.meltwatch.source.SourceRequest;
import org.meltwatch.source.TileFeed;
import org.meltwatch.source.TileSource;

/** A bench that was created at a challenger, and is started with the run. */
public final class ChallengerSource implements TileSource {

  private static final Retries ONCE = new Retries(3, Duration.ofMillis(200), Duration.ofSeconds(1));
  private static final Duration PROBE = Duration.ofSeconds(10);

  private final ChallengerClient client;
  private final Bench bench;
  private final SourceRequest request;
  private final @Nullable String gone;
  private @Nullable SpoolLock lock;

  private ChallengerSource(
      ChallengerClient client, Bench bench, SourceRequest request, @Nullable String gone) {
    this.client = client;
    this.bench = bench;
    this.request = request;
    this.gone = gone;
  }

  /**
   * Goes on with a bench; where its challenger does not answer, with what was received of it.
   *
   * @param handle what {@link #handle} said when it was created
   * @throws UsageException if nothing was kept of it
   */
  public static ChallengerSource reopen(String handle, SourceRequest request)
      throws InterruptedException {
    Bench bench = bench(handle);
    ChallengerClient probe = ChallengerClient.at(bench.challenger(), ONCE, PROBE);
    @Nullable String gone = null;
    try {
      probe.history();
    } catch (ChallengerException e) {
      gone = e.status() == 0 ? "the challenger is gone: " + e.getMessage() : null;
    } catch (IOException e) {
      gone = "the challenger is gone: " + e.getMessage();
    }
    return reopen(bench, request, gone);
  }

  /**
   * Goes on with what was received of a bench whose challenger has ended with its run.
   *
   * @param wayOut what to do for the rest of the print
   */
  public static ChallengerSource reopenAbandoned(
      String handle, SourceRequest request, String wayOut) {
    return reopen(
        bench(handle), request, "its challenger has ended with the run that died; " + wayOut);
  }

  private static ChallengerSource reopen(
      Bench bench, SourceRequest request, @Nullable String gone) {
    if (!ChallengerSettings.of(request).spool().equals("on")) {
      throw new UsageException(
          "--resume needs the messages that came in: the run that died kept none, for want of"
              + " --spool=on; begin anew with another --output");
    }
    return new ChallengerSource(ChallengerClient.at(bench.challenger()), bench, request, gone);
  }

  private static Bench bench(String handle) {
    int blank = handle.indexOf(' ');
    return new Bench(URI.create(handle.substring(0, blank)), handle.substring(blank + 1));
  }

  /**
   * Creates a bench.
   *
   * @throws UsageException if the challenger cannot be reached or refuses
   */
  public static ChallengerSource create(URI challenger, SourceRequest request)
      throws InterruptedException {
    ChallengerOptions options = request.options().as(ChallengerOptions.class);
    ChallengerClient client = ChallengerClient.at(challenger);
    try {
      Bench bench =
          client.create(
              token(options), options.getBenchName(), options.getTest(), options.getMaxBatches());
      return new ChallengerSource(client, bench, request, null);
    } catch (ChallengerException e) {
      throw new UsageException(
          e.status() == 0
              ? "--challenger cannot be reached, is it running? " + e.getMessage()
              : "the challenger refuses a bench: " + e.getMessage(),
          e);
    } catch (IOException e) {
      throw new UsageException("the challenger gives no bench: " + e.getMessage(), e);
    }
  }

  /** Checks all that a challenger is read with but its address. */
  public static void check(SourceRequest request) {
    ChallengerSettings.of(request);
  }

  private static String token(ChallengerOptions options) {
    @Nullable String file = options.getApiTokenFile();
    if (file != null) {
      try {
        return secret(Files.readString(Path.of(file)).strip());
      } catch (IOException e) {
        throw new UsageException(
            "--apiTokenFile (%s) must be a readable file: %s".formatted(file, e), e);
      }
    }
    return ChallengerToken.ofEnvironment();
  }

  private static String secret(String token) {
    Secrets.keep(token);
    return token;
  }

  @Override
  public String run() {
    return Secrets.masked(bench.id());
  }

  @Override
  public String handle() {
    return bench.challenger() + " " + bench.id();
  }

  @Override
  public boolean survives() {
    return ChallengerSettings.of(request).spool().equals("on");
  }

  @Override
  public TileFeed start(RunPlace place) throws IOException, InterruptedException {
    ChallengerSettings settings = ChallengerSettings.of(request);
    @Nullable String directory = settings.spoolFor(place.output());
    lock = SpoolLock.of(settings.spoolDir(), place.needed() != null);
    SpoolRetention.Rules rules =
        new SpoolRetention.Rules(settings.keepSpool(), request.checkpointed(), request.claims());
    RunSpool spool =
        RunSpool.of(directory, request.lanes(), rules, place.settlement(), place.needed());
    if (place.needed() == null) {
      client.start(bench);
    }
    ChallengerClient patient =
        ChallengerClient.at(
            bench.challenger(),
            Asking.DEFAULT.withRetries(Retries.DEFAULT).withPatience(settings.patience()));
    return new ChallengerFeed(
        patient, bench, request, settings, spool, place.outcomes(), place.stop(), gone);
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
