package org.meltwatch.io.kafka.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.record.parts.WholeFile;

/**
 * What a feed that is started again goes on by: the file {@code feed.json} of its directory.
 *
 * @param challenger the challenger's address
 * @param bench the bench's id
 * @param topic where it goes
 * @param firsts for each lane an offset that none of its records lies below
 * @param restarts how often the feed was started again
 */
record FeedState(
    @JsonProperty("challenger") String challenger,
    @JsonProperty("bench") String bench,
    @JsonProperty("topic") String topic,
    @JsonProperty("firsts") List<Long> firsts,
    @JsonProperty("restarts") int restarts) {

  private static final String FILE = "feed.json";
  private static final JsonMapper JSON = new JsonMapper();

  FeedState {
    firsts = List.copyOf(firsts);
  }

  /** What a directory holds; null if nothing was begun there. */
  static @Nullable FeedState read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? JSON.readValue(file.toFile(), FeedState.class) : null;
  }

  /** Puts it down. */
  void write(Path directory) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    WholeFile.write(directory.resolve(FILE), out -> out.write(json));
  }

  /** Nothing is left to go on with. */
  static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }

  FeedState restarted() {
    return new FeedState(challenger, bench, topic, firsts, restarts + 1);
  }
}
