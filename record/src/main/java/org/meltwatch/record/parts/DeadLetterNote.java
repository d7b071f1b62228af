package org.meltwatch.record.parts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.DeadLetter;

/**
 * What is known of a dead letter, kept beside its content.
 *
 * @param file the name of the file with the content
 * @param bytes how long that is
 * @param reason why the message could not be used
 * @param seqId its batch id, or null if that could not be read
 * @param printId its print, or null if its tile key could not be read
 * @param tileId its tile's number, or null if its tile key could not be read
 * @param layer its layer, or null if that could not be read
 * @param origin which message it was, see {@link DeadLetter}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeadLetterNote(
    String file,
    int bytes,
    String reason,
    @Nullable Long seqId,
    @Nullable String printId,
    @Nullable Integer tileId,
    @Nullable Integer layer,
    String origin) {

  static final String DIRECTORY = "dead-letters";
  static final String SUFFIX = ".json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static DeadLetterNote of(DeadLetter letter, String file) {
    TileKey key = letter.key();
    return new DeadLetterNote(
        file,
        letter.content().length,
        letter.reason(),
        letter.seqId(),
        key == null ? null : key.printId(),
        key == null ? null : key.tileId(),
        letter.layer(),
        letter.origin());
  }

  /**
   * All that there are in a results directory, which need not exist.
   *
   * @throws IOException if one cannot be read; names the file
   */
  public static List<DeadLetterNote> all(Path dir) throws IOException {
    List<DeadLetterNote> notes = new ArrayList<>();
    Path letters = dir.resolve(DIRECTORY);
    if (Files.isDirectory(letters)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(letters, "*" + SUFFIX)) {
        for (Path file : files) {
          notes.add(read(file));
        }
      }
    }
    return notes;
  }

  private static DeadLetterNote read(Path file) throws IOException {
    try {
      return JSON.readValue(file.toFile(), DeadLetterNote.class);
    } catch (IOException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  byte[] json() throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }
}
