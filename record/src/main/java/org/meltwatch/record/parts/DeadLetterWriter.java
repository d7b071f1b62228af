package org.meltwatch.record.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.meltwatch.model.received.DeadLetter;

/**
 * Keeps dead letters: the content in {@code DIR/dead-letters/NAME.SUFFIX}, who and why in {@code
 * NAME.json} beside it. Names are made of numbers and of the letter's checked origin, never of
 * received text. A letter that is written twice is there once.
 */
public final class DeadLetterWriter {

  private final Path letters;

  /** A writer for the results directory {@code dir}, which need not exist yet. */
  public DeadLetterWriter(Path dir) {
    this.letters = dir.resolve(DeadLetterNote.DIRECTORY);
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
            : String.format(Locale.ROOT, "batch%d-%s", letter.seqId(), letter.origin());
    String file = name + "." + letter.suffix();
    WholeFile.write(letters.resolve(file), out -> out.write(letter.content()));
    byte[] note = DeadLetterNote.of(letter, file).json();
    WholeFile.write(letters.resolve(name + DeadLetterNote.SUFFIX), out -> out.write(note));
    return file;
  }
}
