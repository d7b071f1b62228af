package org.meltwatch.record.parts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.received.DeadLetter;

/**
 * Keeps dead letters: the content in {@code DIR/dead-letters/NAME.SUFFIX}, who and why in {@code
 * NAME.json} beside it. Names are made of numbers and of the letter's checked origin, never of
 * received text. A letter that is written twice is there once.
 */
public final class DeadLetterWriter {

  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private final Path letters;

  /** A writer for the results directory {@code dir}, which need not exist yet. */
  public DeadLetterWriter(Path dir) {
    this.letters = dir.resolve("dead-letters");
  }

  /**
   * Keeps a letter.
   *
   * @return the name of the file with its content, within {@code DIR/dead-letters}
   * @throws IOException naming file and cause, if it could not be written
   */
  public String write(DeadLetter letter) throws IOException {
    String name =
        letter.seqId() == null
            ? "unknown-" + letter.origin()
            : "batch%d-%s".formatted(letter.seqId(), letter.origin());
    String file = name + "." + letter.suffix();
    WholeFile.write(letters.resolve(file), out -> out.write(letter.content()));
    byte[] note = JSON.writeValueAsBytes(Note.of(letter, file));
    WholeFile.write(letters.resolve(name + ".json"), out -> out.write(note));
    return file;
  }

  /** What is known of a letter. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Note(
      String file,
      int bytes,
      String reason,
      @Nullable Long seqId,
      @Nullable String printId,
      @Nullable Integer tileId,
      @Nullable Integer layer,
      String origin) {

    static Note of(DeadLetter letter, String file) {
      TileKey key = letter.key();
      return new Note(
          file,
          letter.content().length,
          letter.reason(),
          letter.seqId(),
          key == null ? null : key.printId(),
          key == null ? null : key.tileId(),
          letter.layer(),
          letter.origin());
    }
  }
}
