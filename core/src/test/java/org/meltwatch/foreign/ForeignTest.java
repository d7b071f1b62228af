package org.meltwatch.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTest {

  @Test
  void shown_whatMovesCursorsOrTurnsWriting_isEscaped() {
    assertEquals(
        "a \\u001b[2J\\u202eb\\u0000\\u009b\\u2028 ü€😀",
        Foreign.shown(" a\r\n\u001b[2J\u202eb\u0000\u009b\u2028 ü€😀\n", 100));
  }

  @ParameterizedTest
  @CsvSource({"abc, 3, abc", "abcd, 3, abc...", "'', 3, ''"})
  void shown_longText_isCutShort(String text, int most, String expected) {
    assertEquals(expected, Foreign.shown(text, most));
  }
}
