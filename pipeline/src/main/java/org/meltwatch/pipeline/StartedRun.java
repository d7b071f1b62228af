package org.meltwatch.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.meltwatch.options.UsageException;
import org.meltwatch.record.parts.WholeFile;

/**
 * How a run was started, as its results directory keeps it for whoever goes on with it: {@code
 * started.json}.
 *
 * @param runner the word that the engine is picked by
 * @param source the word that the source is picked by
 * @param handle what the source is gone on with by
 * @param options all of Meltwatch's own options that had a value; none of them can be a secret
 * @param engineArguments what was said to the engine, without what may be a secret
 */
record StartedRun(
    @JsonProperty("runner") String runner,
    @JsonProperty("source") String source,
    @JsonProperty("handle") String handle,
    @JsonProperty("options") Map<String, String> options,
    @JsonProperty("engine_arguments") List<String> engineArguments) {

  private static final String FILE = "started.json";
  private static final Pattern SECRET =
      Pattern.compile("(?i)--[^=]*(?:secret|password|token|credential|key).*", Pattern.DOTALL);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  StartedRun {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    engineArguments =
        engineArguments.stream().filter(arg -> !SECRET.matcher(arg).matches()).toList();
  }

  /**
   * Writes the file.
   *
   * @throws IOException naming file and cause, if that failed
   */
  void write(Path dir) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    WholeFile.write(dir.resolve(FILE), out -> out.write(json));
  }

  /**
   * Reads the file.
   *
   * @throws UsageException if there is none, or it is something else
   */
  static StartedRun read(Path dir) {
    Path file = dir.resolve(FILE);
    try {
      return JSON.readValue(Files.readAllBytes(file), StartedRun.class);
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "--resume (%s) must be the results directory of a run: it holds no %s"
              .formatted(dir, FILE),
          e);
    } catch (IOException e) {
      throw new UsageException("--resume: %s cannot be read: %s".formatted(file, e), e);
    }
  }
}
