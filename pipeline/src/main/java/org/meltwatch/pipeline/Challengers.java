package org.meltwatch.pipeline;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.io.http.Bench;
import org.meltwatch.io.http.ChallengerClient;
import org.meltwatch.io.http.ChallengerException;
import org.meltwatch.processes.ChallengerProcess;

/** Comes to terms with a challenger before a run starts; what fails here is the user's to mend. */
final class Challengers {

  private static final String TOKEN_VARIABLE = "MELTWATCH_API_TOKEN";
  private static final String DEFAULT_TOKEN = "meltwatch";

  private Challengers() {}

  static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
        throw new UsageException(
            "--challenger (%s) must be a URL such as http://127.0.0.1:8866".formatted(url));
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new UsageException(
          "--challenger (%s) must be a URL such as http://127.0.0.1:8866: %s"
              .formatted(url, e.getReason()),
          e);
    }
  }

  static ChallengerProcess startLocal(List<String> args) throws InterruptedException {
    try {
      return ChallengerProcess.start(args);
    } catch (IOException e) {
      throw new UsageException("the local challenger cannot start: " + e.getMessage(), e);
    }
  }

  static Bench createBench(ChallengerClient client, MonitorOptions options)
      throws InterruptedException {
    try {
      return client.create(
          token(options), options.getBenchName(), options.getTest(), options.getMaxBatches());
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

  private static String token(MonitorOptions options) {
    @Nullable String file = options.getApiTokenFile();
    if (file != null) {
      try {
        return Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        throw new UsageException(
            "--apiTokenFile (%s) must be a readable file: %s".formatted(file, e), e);
      }
    }
    @Nullable String token = System.getenv(TOKEN_VARIABLE);
    return token == null ? DEFAULT_TOKEN : token;
  }
}
