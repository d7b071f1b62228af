package org.meltwatch.record.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.meltwatch.record.parts.Rows.event;
import static org.meltwatch.record.parts.Rows.header;
import static org.meltwatch.record.parts.Rows.laneEnd;
import static org.meltwatch.record.parts.Rows.plain;
import static org.meltwatch.record.parts.Rows.q1;
import static org.meltwatch.record.parts.Rows.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meltwatch.latency.Figures;
import org.meltwatch.model.layers.RunEvent;
import org.meltwatch.ranges.IdRange;
import org.meltwatch.record.rows.LayerAnswer.Layer;
import org.meltwatch.record.rows.TileAnswer.Role;
import org.meltwatch.record.run.Corrections;
import org.meltwatch.record.run.PartFollower;
import org.meltwatch.record.run.ResultFiles;

final class AnswersTest {

  private static final Answers MORE =
      Answers.ALL.with(List.of(WeighedAnswer.TYPE, LayerAnswer.TYPE));

  @TempDir private Path dir;

  @Test
  void with_aNameThatIsTaken_isRefused() {
    assertEquals(
        "answer (q2, org.meltwatch.record.rows.WeighedAnswer) must have a name of its own",
        refusal(new WeighedAnswer("q2", Role.FURTHER)));
    assertEquals(
        "answer (events, org.meltwatch.record.rows.WeighedAnswer) must have a name of its own",
        refusal(new WeighedAnswer("events", Role.FURTHER)));
  }

  @Test
  void with_aSecondResult_isRefused() {
    assertEquals(
        "answers ([q1, q2, q3, w]) must hold one in the role of RESULT, not [q3, w]",
        refusal(new WeighedAnswer("w", Role.RESULT)));
  }

  @Test
  void construct_aNameThatNoFileMayHave_isRefused() {
    for (String name : List.of("", "Q4", "../q4", "q-4", "4q")) {
      assertThrows(
          IllegalArgumentException.class, () -> new WeighedAnswer(name, Role.FURTHER), name);
    }
  }

  @Test
  void assemble_furtherAnswers_writesTheirFilesInTheirOrder() throws Exception {
    write(dir, plain(header(5, 2)));
    write(dir, plain(header(4, 1)));
    write(dir, WeighedAnswer.row(header(5, 2), 7), WeighedAnswer.row(header(4, 1), 8));
    write(dir, new Layer("P", 2, 1, 70), new Layer("P", 1, 3, 60), new Layer("O, \"x\"", 9, 1, 1));
    write(dir, new Layer("P", 2, 4, 80), new Layer("P", 2, 1, 70));

    ResultFiles.assemble(dir, MORE, Corrections.NOT_WANTED);

    assertEquals(
        "seq_id,print_id,tile_id,grams\n4,P,3,8\n5,P,3,7\n",
        Files.readString(dir.resolve("weight.csv")));
    assertEquals(
        "print_id,layer,tiles\n\"O, \"\"x\"\"\",9,1\nP,1,3\nP,2,4\n",
        Files.readString(dir.resolve("layers.csv")));
    assertEquals(
        SaturatedAnswer.TYPE.head() + "4,P,3,0\n5,P,3,0\n",
        Files.readString(dir.resolve("q1.csv")));
  }

  @Test
  void assemble_aDroppedTilesFurtherAnswer_isLeftOut() throws Exception {
    write(dir, plain(header(4, 1)));
    write(dir, q1(header(6, 1), 0), event(new RunEvent.Duplicate(header(6, 1))));
    write(dir, WeighedAnswer.row(header(6, 1), 8), WeighedAnswer.row(header(4, 1), 8));

    ResultFiles.assemble(dir, MORE, Corrections.NOT_WANTED);

    assertEquals(
        WeighedAnswer.TYPE.head() + "4,P,3,8\n", Files.readString(dir.resolve("weight.csv")));
  }

  /** Whether the result or the other answer comes first, a tile is settled once it has both. */
  @Test
  void poll_anAwaitedAnswerThatIsMissing_leavesItsTileOpen() throws Exception {
    PartFollower follower = new PartFollower(dir, MORE);
    write(dir, laneEnd(0, 1, 2));
    write(dir, plain(header(0, 0)));
    write(dir, WeighedAnswer.row(header(1, 1), 8));
    write(dir, plain(header(1, 1)));
    follower.poll();

    assertEquals(1, follower.counts().results());
    assertEquals(List.of(new IdRange(0, 0)), follower.counts().unanswered());
    assertEquals(List.of(new IdRange(1, 1)), follower.settled().seqIds());

    write(dir, WeighedAnswer.row(header(0, 0), 9));
    assertTrue(follower.poll().complete());
    assertEquals(
        new Figures(2, 4e-5, 0, 4e-5, 4e-5, 4e-5, 2e6 / 1040), follower.queries().get("weight"));
    assertEquals(List.of("q1", "q2", "q3", "weight"), List.copyOf(follower.queries().keySet()));
  }

  @Test
  void line_ofFieldsThatAreNotOneForEachColumn_isRefused() {
    TileAnswer<WeighedAnswer.Weighed> careless =
        new TileAnswer<>("careless", WeighedAnswer.Weighed.class, Role.FURTHER, List.of("grams")) {
          @Override
          protected List<?> values(WeighedAnswer.Weighed row) {
            return List.of(row.grams(), "and more");
          }
        };

    assertThrows(
        IllegalArgumentException.class, () -> careless.line(WeighedAnswer.row(header(0, 0), 1)));
  }

  private static String refusal(Answer<?> one) {
    return assertThrows(IllegalArgumentException.class, () -> Answers.ALL.with(List.of(one)))
        .getMessage();
  }
}
