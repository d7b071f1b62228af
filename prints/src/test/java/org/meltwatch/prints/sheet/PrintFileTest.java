package org.meltwatch.prints.sheet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.UnusablePrintException;

final class PrintFileTest {

  private static final Path FILE = Path.of("print.json");

  private static PrintFacts parse(String json) {
    return PrintFile.parse(FILE, json.getBytes(UTF_8));
  }

  @Test
  void parse_allKeys_givesTheFacts() {
    assertEquals(
        new PrintFacts("P", 0.125, 0.04, true, 3, "316L", "M 290", Map.of("saturatedAbove", 60000)),
        parse(
            "{\"name\":\"P\",\"pixelSizeMm\":0.125,\"layerThicknessMm\":0.04,\"flipY\":true,"
                + "\"rot90\":3,\"material\":\"316L\",\"machine\":\"M 290\","
                + "\"thresholds\":{\"saturatedAbove\":60000}}"));
    assertEquals(PrintFacts.NONE, parse("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | it must hold one JSON object",
        "{'pixelsize':1} | pixelsize is no key of it; they are name, pixelSizeMm, layerThicknessMm,"
            + " flipY, rot90, material, machine, thresholds",
        "{'pixelSizeMm':'0.1 mm'} | pixelSizeMm (\"0.1 mm\") must be a number, without unit",
        "{'pixelSizeMm':125} | pixelSizeMm (125.0) must be millimetres, above 0 and at most 10.0",
        "{'layerThicknessMm':0} | layerThicknessMm (0.0) must be millimetres, above 0 and at most"
            + " 100.0",
        "{'flipY':1} | flipY (1) must be true or false",
        "{'rot90':90} | rot90 (90) must be 0, 1, 2 or 3 quarter turns",
        "{'name':''} | name () must have 1 to 200 characters",
        "{'thresholds':{'eps':2}} | thresholds: eps is none; they are voidBelow, saturatedAbove,"
            + " outlierAbove",
        "{'thresholds':{'voidBelow':70000}} | thresholds: voidBelow (70000) must be a whole number in"
            + " [0, 65535]"
      })
  void parse_whatCannotBe_isRefusedByKeyValueAndRule(String json, String rule) {
    String given = json.replace('\'', '"');
    assertEquals(
        "print.json: " + rule,
        assertThrows(UnusablePrintException.class, () -> parse(given)).getMessage());
  }

  @Test
  void parse_noJson_isRefused() {
    String message = assertThrows(UnusablePrintException.class, () -> parse("{")).getMessage();
    assertEquals("print.json must be JSON: ", String.valueOf(message).substring(0, 25));
  }
}
