package org.meltwatch.record.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meltwatch.latency.Figures;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.WholeFile;

/**
 * A finished run, as it is written to {@code run.json}.
 *
 * @param versions what it was made with
 * @param options its options by name; secrets must have been left out
 * @param counts what it came to
 * @param revised batch ids that were answered anew, and differently, after a crash had lost tiles
 * @param lost batch ids that were lost on their way to a lane, by a crash or with an answer that
 *     never arrived; empty if no lane was read on in another process and no answer was lost, or
 *     nothing is missing
 * @param incomplete batch ids of tiles whose windows could not be built, for a replayed spool no
 *     longer held what lay below them: their answers may lack outliers
 * @param givenUp why lanes ended before the challenger had said that there is no more, one line a
 *     lane
 * @param queries how each query was answered: by the name of its answer
 * @param cost what it has used
 * @param challenger what the challenger reported at the end, or null if it was not asked
 * @param stoppedBy who told the run to end before its source did, such as {@code SIGTERM}, or why
 *     it asked for nothing; null for a run that went on to the end
 * @param alerts who was told of levels that defects were given; null if nobody was to be
 * @param commands what people said of alerts while the run went on; null if nothing
 */
@JsonPropertyOrder("all_answered")
public record RunSummary(
    Versions versions,
    Map<String, String> options,
    RunCounts counts,
    List<IdRange> revised,
    List<IdRange> lost,
    List<IdRange> incomplete,
    List<String> givenUp,
    Map<String, Figures> queries,
    RunCost cost,
    @Nullable JsonNode challenger,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String stoppedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AlertRecord alerts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CommandRecord commands) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final String FILE = "run.json";
  private static final ObjectWriter JSON = MAPPER.writerWithDefaultPrettyPrinter();

  public RunSummary {
    challenger = challenger == null || challenger.isNull() ? null : challenger;
    revised = List.copyOf(revised);
    lost = List.copyOf(lost);
    // Runs of earlier builds had no word of it.
    incomplete = incomplete == null ? List.of() : List.copyOf(incomplete);
    // A run of an earlier version does not say.
    givenUp = givenUp == null ? List.of() : List.copyOf(givenUp);
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    queries = Collections.unmodifiableMap(new TreeMap<>(queries));
  }

  /**
   * The summary of what a follower has read.
   *
   * @param caveats what the rows do not say
   * @param challengerReport the body of the challenger's answer to {@code end}, JSON or not, or
   *     null
   */
  public static RunSummary of(
      Versions versions,
      Map<String, String> options,
      PartFollower follower,
      Caveats caveats,
      RunCost cost,
      @Nullable String challengerReport) {
    @Nullable JsonNode report = parse(challengerReport);
    RunCounts counts =
        weighed(follower.counts(caveats.handedOut()), follower.openAnswers(), report);
    return new RunSummary(
        versions,
        options,
        counts,
        caveats.revised(),
        caveats.restarted() || counts.lostAnswers() > 0 ? counts.missingBatchIds() : List.of(),
        caveats.incomplete(),
        follower.givenUp(),
        follower.queries(),
        cost,
        report,
        null,
        null,
        null);
  }

  /** The same of a run that was told to end; null if it was not. */
  public RunSummary withStoppedBy(@Nullable String newStoppedBy) {
    return new RunSummary(
        versions,
        options,
        counts,
        revised,
        lost,
        incomplete,
        givenUp,
        queries,
        cost,
        challenger,
        newStoppedBy,
        alerts,
        commands);
  }

  /** The same with what became of alerts and commands; null if there is nothing to say. */
  public RunSummary withAlerts(
      @Nullable AlertRecord newAlerts, @Nullable CommandRecord newCommands) {
    return new RunSummary(
        versions,
        options,
        counts,
        revised,
        lost,
        incomplete,
        givenUp,
        queries,
        cost,
        challenger,
        stoppedBy,
        newAlerts,
        newCommands);
  }

  /**
   * What the challenger seems never to have taken it may have answered after all, beyond the last
   * batch that came: then it misses more results than we do.
   */
  private static RunCounts weighed(RunCounts counts, long open, @Nullable JsonNode report) {
    long missed = report == null ? 0 : report.at("/0/missing").asLong();
    long known = counts.deadLetters() + counts.duplicates();
    for (IdRange range : counts.unanswered()) {
      known += range.last() - range.first() + 1;
    }
    return counts.lostAnswers() == 0 && open > 0 && missed > known
        ? counts.withLost(Math.min(open, missed - known))
        : counts;
  }

  /**
   * True if nobody stopped the run, every lane has ended, every tile that came in has its result,
   * none can have been lost before it came in, no layer was given up or closed without proof, and
   * all were closed: only then does a run exit with code 0. A duplicate shares the result of the
   * tile that was kept; a dead letter has none.
   */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean allAnswered() {
    return stoppedBy == null
        && counts.lanes() > 0
        && counts.lanesEnded() == counts.lanes()
        && counts.unaccounted() == 0
        && counts.unanswered().isEmpty()
        && counts.deadLetters() == 0
        && counts.lostAnswers() == 0
        && counts.crowdedLayers() == 0
        && (counts.tracking() == null || counts.tracking().isWhole())
        && revised.isEmpty()
        && incomplete.isEmpty()
        && lost.isEmpty()
        && givenUp.isEmpty();
  }

  /**
   * Writes {@code run.json} into the results directory {@code dir}.
   *
   * @throws IOException naming file and cause, if that failed
   */
  public void write(Path dir) throws IOException {
    byte[] json = json().getBytes(StandardCharsets.UTF_8);
    WholeFile.write(
        dir.resolve(FILE),
        out -> {
          out.write(json);
          out.write('\n');
        });
  }

  /**
   * Reads the {@code run.json} of a results directory, of this version's runs or a later one's.
   *
   * @return null if there is none
   * @throws IOException naming file and cause, if it cannot be read
   */
  public static @Nullable RunSummary read(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return MAPPER.readValue(file.toFile(), RunSummary.class);
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What {@code run.json} says. */
  public String json() throws IOException {
    return JSON.writeValueAsString(this);
  }

  private static @Nullable JsonNode parse(@Nullable String report) {
    if (report == null) {
      return null;
    }
    try {
      return MAPPER.readTree(report);
    } catch (JsonProcessingException e) {
      // Some challengers answer in plain words: those are the report, then.
      return TextNode.valueOf(report);
    }
  }
}
