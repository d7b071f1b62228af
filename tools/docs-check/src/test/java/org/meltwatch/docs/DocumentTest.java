package org.meltwatch.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {

  @TempDir private Path dir;

  @Test
  void sentences_ofParagraphsAndItems_endAtFullStopsAndBlocks() throws IOException {
    Document document =
        of(
            """
            # A heading is none.
            One sentence, over
            two lines. Another one:
            - an item. It has two.
            - `more code`, and [a link](x.md)
            | a | table |

            ```
            some code.
            ```
            """);
    assertEquals(
        List.of(
            "One sentence, over two lines.",
            "Another one:",
            "- an item.",
            "It has two.",
            "- code, and a link"),
        document.sentences());
  }

  @Test
  void sentences_ofItemsWithinItems_goOnInIndentedLines() throws IOException {
    assertEquals(
        List.of("- One:", "- two and three."),
        of("- One:\n  - two and\n    three.\n\n    code\n").sentences());
  }

  @Test
  void words_ofASentence_areThoseWithLettersOrDigits() {
    assertEquals(5, Document.words("- two, or 3: words - ok"));
  }

  @Test
  void sentences_ofWhatAProgramMade_areNotRead() throws IOException {
    Document document =
        of("<!-- generated from x: begin -->\nLeft out.\n<!-- generated: end -->\nRead.\n");
    assertEquals(List.of("Read."), document.sentences());
  }

  @Test
  void code_inBlocksAndBetweenBackticks_isFound() throws IOException {
    assertEquals(
        List.of("    make a", "make c", "make b"),
        of("    make a\n\nText `make b`.\n```\nmake c\n```\n").code().stream()
            .filter(code -> code.contains("make "))
            .toList());
  }

  @Test
  void anchors_ofHeadings_areThoseOfGitHub() throws IOException {
    assertEquals(List.of("a-heading-with-code"), of("## A heading, with `code`\n").anchors());
  }

  @Test
  void rows_ofTables_areTheirCellsWithoutTheHeader() throws IOException {
    assertEquals(
        List.of(List.of("1", "`2`"), List.of("3", "4")),
        of("| a | b |\n|---|---|\n| 1 | `2` |\n| 3 | 4 |\n\n| no row |\n").rows());
  }

  @Test
  void links_outsideCode_areFound() throws IOException {
    assertEquals(
        List.of("a.md#b", "c.png"), of("See [a](a.md#b).\n![c](c.png)\n\n    [d](e)\n").links());
  }

  private Document of(String text) throws IOException {
    return Document.read(Files.writeString(dir.resolve("x.md"), text));
  }
}
