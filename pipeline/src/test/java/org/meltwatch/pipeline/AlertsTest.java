package org.meltwatch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meltwatch.quality.Disturbance;
import org.meltwatch.record.rows.AlertsAnswer;
import org.meltwatch.record.rows.QualityAnswer;
import org.meltwatch.tracking.DefectId;
import org.meltwatch.tracking.Family;
import org.meltwatch.tracking.Level;

final class AlertsTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private int ended;

  @Test
  void show_elsewhereThanOnATerminal_isAPlainLine() {
    alerts(false, null).show(raised(Level.STOP));
    assertEquals(
        "STOP: hot defect 3-18-19 of P, 8 layers and 167 points by layer 10\n",
        said.toString(UTF_8));
    assertEquals(0, ended);
  }

  @Test
  void show_onATerminal_hasAColourForEachLevelAndALineOfItsOwn() {
    Alerts alerts = alerts(true, null);
    for (Level level : Level.values()) {
      alerts.show(raised(level));
    }
    String rest = ": hot defect 3-18-19 of P, 8 layers and 167 points by layer 10\u001b[0m\n";
    assertEquals(
        "\r\u001b[K\u001b[33mMINOR"
            + rest
            + "\r\u001b[K\u001b[35mMAJOR"
            + rest
            + "\r\u001b[K\u001b[1;31mSTOP"
            + rest,
        said.toString(UTF_8));
  }

  @Test
  void show_disturbedLayer_saysWhatIsWrongAndEndsNothing() {
    Alerts alerts = alerts(false, Level.MINOR);
    alerts.show(disturbed(Disturbance.SHIFTED, 4, "3 -2"));
    alerts.show(disturbed(Disturbance.MISSING, 2, "0 3"));
    alerts.show(disturbed(Disturbance.REPEATED, 1, "5"));
    alerts.show(disturbed(Disturbance.VOID, 4, ""));
    alerts.show(disturbed(Disturbance.SCALED, 4, "mean 48 %"));
    assertEquals(
        """
        DATA: layer 7 of P: shifted against the layer below by 3 rows and -2 columns
        DATA: layer 7 of P: 2 tiles missing (0 3)
        DATA: layer 7 of P: 1 tiles repeat the layer below (5)
        DATA: layer 7 of P: all void
        DATA: layer 7 of P: out of scale, mean 48 %
        """,
        said.toString(UTF_8));
    assertEquals(0, ended);
  }

  @Test
  void show_lowerLevelThanStopOn_letsTheRunGoOn() {
    Alerts alerts = alerts(false, Level.MAJOR);
    alerts.show(raised(Level.MINOR));
    assertEquals(0, ended);
  }

  @Test
  void show_levelOfStopOnOrAHigherOne_endsTheRun() {
    Alerts alerts = alerts(false, Level.MAJOR);
    alerts.show(raised(Level.MAJOR));
    assertEquals(1, ended);
    alerts.show(raised(Level.STOP));
    assertEquals(2, ended);
    assertEquals(2, said.toString(UTF_8).lines().count());
  }

  private Alerts alerts(boolean isTerminal, @Nullable Level stopOn) {
    return new Alerts(new PrintStream(said, true, UTF_8), isTerminal, stopOn, () -> ended++);
  }

  private static QualityAnswer.DisturbedLayer disturbed(
      Disturbance disturbance, int tiles, String detail) {
    return new QualityAnswer.DisturbedLayer("P", 7, disturbance, tiles, detail, true, 0);
  }

  private static AlertsAnswer.Raised raised(Level level) {
    return new AlertsAnswer.Raised("P", 10, level, new DefectId(3, 18, 19), Family.HOT, 8, 167, 0);
  }
}
