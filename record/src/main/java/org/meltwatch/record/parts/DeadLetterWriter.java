package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.meltwatch.model.received.DeadLetter;

/**
 * Keeps dead letters: the content in {@code DIR/dead-letters/NAME.SUFFIX}, who and why in {@code
 * NAME.json} beside it. Names are made of numbers and of the letter's checked origin, never of
 * received text. A letter that is written twice is there once.
 */
public final class DeadLetterWriter {

  /** What a letter that is not kept lies in. */
  public static final String NOWHERE = "";

  private final Path letters;
  private final long most;

  /**
   * A writer for the results directory {@code dir}, which need not exist yet.
   *
   * @param most how many bytes of disk all letters may take; beyond, they are not kept
   */
  public DeadLetterWriter(Path dir, long most) {
    this.letters = dir.resolve(DeadLetterNote.DIRECTORY);
    this.most = most;
  }

  /**
   * Keeps a letter.
   *
   * @return the name of the file with its content, within {@code DIR/dead-letters}, or {@link
   *     #NOWHERE}
   * @throws IOException naming file and cause, if it could not be written
   */
  public String write(DeadLetter letter) throws IOException {
    String name =
        letter.seqId() == null
            ? "unknown-" + letter.origin()
            : String.format(Locale.ROOT, "batch%d-%s", letter.seqId(), letter.origin());
    String file = name + "." + letter.suffix();
    byte[] note = DeadLetterNote.of(letter, file).json();
    if (!Files.exists(letters.resolve(file))
        && !DeadLetterRoom.of(letters).take(most, letter.content().length, note.length)) {
      return NOWHERE;
    }
    WholeFile.write(letters.resolve(file), out -> out.write(letter.content()));
    WholeFile.write(letters.resolve(name + DeadLetterNote.SUFFIX), out -> out.write(note));
    return file;
  }
}
