package org.meltwatch.record.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.q2;
import static org.meltwatch.record.parts.Rows.q3;
import static org.meltwatch.record.parts.Rows.refused;
import static org.meltwatch.record.parts.Rows.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meltwatch.model.Cluster;
import org.meltwatch.model.Outlier;
import org.meltwatch.model.TileHeader;
import org.meltwatch.model.TileKey;
import org.meltwatch.model.TileResult;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.parts.Rows;
import org.meltwatch.record.rows.Answers;
import org.meltwatch.record.rows.ClustersAnswer;
import org.meltwatch.record.rows.SaturatedAnswer;
import org.meltwatch.record.rows.TopFiveAnswer;

final class ResultFilesTest {

  @TempDir private Path dir;

  @Test
  void assemble_tilesOutOfOrder_writesThreeSortedFiles() throws Exception {
    TileHeader ten = new TileHeader(10, new TileKey("a,\"b\"", 0), 2, 1);
    TileHeader nine = new TileHeader(9, new TileKey("P", 1), 1, 1);
    write(
        dir,
        q1(ten, 3),
        q2(
            ten,
            new Outlier(499, 0, -74_709_900),
            new Outlier(1, 2, 6_840_001),
            new Outlier(3, 4, -6_840_001),
            new Outlier(5, 6, 6_840_001),
            new Outlier(7, 8, 6_840_001)),
        q3(ten, 3, new Cluster(5, 11, 17), new Cluster(3, 1, 2)));
    write(dir, q3(nine, 0), q2(nine, new Outlier(0, 12, 6_841_140)), q1(nine, 0));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals(
        """
        seq_id,print_id,tile_id,saturated
        9,P,1,0
        10,"a,""b""\",0,3
        """,
        file("q1.csv"));
    assertEquals(
        """
        seq_id,print_id,tile_id,P1,dP1,P2,dP2,P3,dP3,P4,dP4,P5,dP5
        9,P,1,"(0,12)",6001.0,,,,,,,,
        10,"a,""b""\",0,"(499,0)",65535.0,"(1,2)",6000.000877192982,"(3,4)",6000.000877192982,\
        "(5,6)",6000.000877192982,"(7,8)",6000.000877192982
        """,
        file("q2.csv"));
    assertEquals(
        """
        seq_id,print_id,tile_id,saturated,centroids
        9,P,1,0,[]
        10,"a,""b""\",0,3,"[{""x"":2.2,""y"":3.4,""count"":5},\
        {""x"":0.3333333333333333,""y"":0.6666666666666666,""count"":3}]"
        """,
        file("q3.csv"));
  }

  @Test
  void assemble_nothingThere_writesHeadersAndLeavesNothingElse() throws Exception {
    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n", file("q1.csv"));
    assertEquals("seq_id,print_id,tile_id,P1,dP1,P2,dP2,P3,dP3,P4,dP4,P5,dP5\n", file("q2.csv"));
    assertEquals("seq_id,print_id,tile_id,saturated,centroids\n", file("q3.csv"));
    try (Stream<Path> files = Files.list(dir)) {
      assertEquals(
          List.of("q1.csv", "q2.csv", "q3.csv"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void assemble_oldFilesThere_replacesThem() throws Exception {
    Files.writeString(dir.resolve("q1.csv"), "old");
    write(dir, plain(header(1, 0)));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n1,P,3,0\n", file("q1.csv"));
  }

  /** Query 2 was answered for the one, then that was lost, and Query 3 was for the other. */
  @Test
  void assemble_twinsThatHaveOneAnswerEach_writesARowInEachFile() throws Exception {
    Outlier outlier = new Outlier(1, 2, 6_840_001);
    write(dir, q1(header(1, 2), 5), q1(header(2, 2), 5), q2(header(2, 2), outlier));
    write(dir, q3(header(1, 2), 5), event(new RunEvent.Duplicate(header(2, 2))));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n1,P,3,5\n", file("q1.csv"));
    assertTrue(file("q2.csv").endsWith("\n1,P,3,\"(1,2)\",6000.000877192982,,,,,,,,\n"));
    assertEquals("seq_id,print_id,tile_id,saturated,centroids\n1,P,3,5,[]\n", file("q3.csv"));
  }

  /** Nobody says that the smaller one was dropped. */
  @Test
  void assemble_theTileWithTheResultIsNamedAsDropped_writesItUnderTheSmallerId() throws Exception {
    write(dir, plain(header(2, 2)));
    write(dir, q1(header(1, 2), 0), event(new RunEvent.Duplicate(header(2, 2))));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n1,P,3,0\n", file("q1.csv"));
    assertEquals(
        "seq_id,print_id,tile_id,P1,dP1,P2,dP2,P3,dP3,P4,dP4,P5,dP5\n1,P,3,,,,,,,,,,\n",
        file("q2.csv"));
    assertEquals("seq_id,print_id,tile_id,saturated,centroids\n1,P,3,0,[]\n", file("q3.csv"));
  }

  @Test
  void assemble_replaysAtOtherTimes_writesOneRow() throws Exception {
    write(dir, plain(header(1, 0)));
    write(dir, plain(new TileHeader(1, Rows.KEY, 0, 77)));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertIds("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"q1", "q2", "q3"})
  void assemble_replaysThatDiffer_takesTheLastAndNamesTheId(String what) throws Exception {
    write(dir, plain(header(17, 0)));
    write(
        dir,
        switch (what) {
          case "q1" -> SaturatedAnswer.row(header(17, 0), 1, Long.MAX_VALUE);
          case "q2" ->
              TopFiveAnswer.row(
                  header(17, 0), List.of(new Outlier(1, 1, 7_000_000)), Long.MAX_VALUE);
          default ->
              ClustersAnswer.row(
                  new TileResult(header(17, 0), 0, List.of(new Cluster(5, 5, 5))), Long.MAX_VALUE);
        });

    assertEquals(
        List.of(new IdRange(17, 17)),
        ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED));
    assertEquals(
        switch (what) {
          case "q1" -> "17,P,3,1";
          case "q2" -> "17,P,3,\"(1,1)\",6140.350877192983,,,,,,,,";
          default -> "17,P,3,0,\"[{\"\"x\"\":1.0,\"\"y\"\":1.0,\"\"count\"\":5}]\"";
        },
        file(what + ".csv").lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void assemble_oneIdForTwoTiles_keepsOneAndNamesTheId() throws Exception {
    write(dir, plain(header(17, 0)));
    write(dir, q1(header(17, 1), 0));

    assertEquals(
        List.of(new IdRange(17, 17)),
        ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED));
    assertEquals(1, file("q1.csv").lines().skip(1).count());
  }

  @Test
  void assemble_refusedTile_isLeftOut() throws Exception {
    write(dir, plain(header(1, 0)));
    write(dir, q1(header(2, 1), 5), refused("lane0-1", 2L), refused("lane0-2", null));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertIds("1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void assemble_duplicates_carryTheSmallerIdWhicheverWasKept(boolean smallerKept) throws Exception {
    TileHeader kept = header(smallerKept ? 4 : 8, 2);
    TileHeader dropped = header(smallerKept ? 8 : 4, 2);
    write(dir, plain(header(5, 3)));
    write(dir, q1(dropped, 6), event(new RunEvent.Duplicate(dropped)));
    write(dir, q1(kept, 6), q2(kept, new Outlier(1, 2, 6_841_140)), q3(kept, 6));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n4,P,3,6\n5,P,3,0\n", file("q1.csv"));
    assertEquals(
        TopFiveAnswer.TYPE.head() + "4,P,3,\"(1,2)\",6001.0,,,,,,,,\n5,P,3,,,,,,,,,,\n",
        file("q2.csv"));
    assertEquals(ClustersAnswer.TYPE.head() + "4,P,3,6,[]\n5,P,3,0,[]\n", file("q3.csv"));
  }

  @Test
  void assemble_duplicateOfItself_isKept() throws Exception {
    write(dir, plain(header(4, 2)));
    write(dir, event(new RunEvent.Duplicate(header(4, 2))));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertIds("4");
  }

  @Test
  void assemble_lateCopyOfATile_givesWay() throws Exception {
    write(dir, q1(header(4, 2), 6), q2(header(4, 2)), q3(header(4, 2), 6));
    write(dir, event(new RunEvent.Late(header(4, 2))));
    write(dir, q1(header(9, 2), 6), q2(header(9, 2)), q3(header(9, 2), 6, new Cluster(5, 5, 5)));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals(
        ClustersAnswer.TYPE.head()
            + "4,P,3,6,\"[{\"\"x\"\":1.0,\"\"y\"\":1.0,\"\"count\"\":5}]\"\n",
        file("q3.csv"));
    assertIds("4");
  }

  @Test
  void assemble_tileWithoutResult_keepsWhatThereIs() throws Exception {
    write(dir, q1(header(4, 2), 6));

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertEquals("seq_id,print_id,tile_id,saturated\n4,P,3,6\n", file("q1.csv"));
    assertEquals(ClustersAnswer.TYPE.head(), file("q3.csv"));
  }

  @Test
  void assemble_tornLastLine_isIgnored() throws Exception {
    write(dir, plain(header(4, 2)));
    Files.writeString(dir.resolve("parts/q1-torn.jsonl"), "{\"seq_id\":5,\"pri");

    ResultFiles.assemble(dir, Answers.ALL, Corrections.NOT_WANTED);

    assertIds("4");
  }

  private void assertIds(String... ids) throws IOException {
    for (String name : List.of("q1.csv", "q2.csv", "q3.csv")) {
      assertEquals(
          List.of(ids),
          file(name).lines().skip(1).map(line -> line.substring(0, line.indexOf(','))).toList(),
          name);
    }
  }

  private String file(String name) throws IOException {
    return Files.readString(dir.resolve(name));
  }
}
