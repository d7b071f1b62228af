package org.meltwatch.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArgFileTest {

  @TempDir private Path dir;

  @Test
  void write_oddArguments_quotesAndEscapesThem() throws Exception {
    Path file = dir.resolve("args");
    ArgFile.write(
        file, List.of("-Dplain=1", "-Da=b c", "C:\\x \"y\"", "#no comment", "two\nlines"));

    assertEquals(
        """
        "-Dplain=1"
        "-Da=b c"
        "C:\\\\x \\"y\\""
        "#no comment"
        "two\\nlines"
        """,
        Files.readString(file));
  }
}
