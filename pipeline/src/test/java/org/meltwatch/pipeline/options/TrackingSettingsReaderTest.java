package org.meltwatch.pipeline.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meltwatch.model.DefectRules;
import org.meltwatch.model.Plate;
import org.meltwatch.options.UsageException;
import org.meltwatch.quality.QualityRules;
import org.meltwatch.record.space.PlateScale;
import org.meltwatch.tracking.Level;
import org.meltwatch.tracking.TrackingRules;
import org.meltwatch.tracking.TrackingSettings;

final class TrackingSettingsReaderTest {

  private static final Optional<Plate> KNOWN = Optional.of(new Plate(2, 3));

  @Test
  void of_nothingSaid_tracksWhereThePlateIsKnown() {
    assertEquals(
        new TrackingSettings(new Plate(2, 3), TrackingRules.DEFAULT, DefectRules.DEFAULT, 256),
        TrackingSettingsReader.of(options(), DefectRules.DEFAULT, KNOWN));
    assertNull(TrackingSettingsReader.of(options(), DefectRules.DEFAULT, Optional.empty()));
    assertTrue(TrackingSettingsReader.isForWantOfPlate(options(), Optional.empty()));
    assertFalse(TrackingSettingsReader.isForWantOfPlate(options(), KNOWN));
  }

  @Test
  void of_everythingSaid_isWhatWasSaid() {
    TrackingOptions options =
        options(
            "--plate=4x5",
            "--regionDistance=1",
            "--regionPoints=2",
            "--linkDistance=0",
            "--bridge=4",
            "--minorHeight=5",
            "--majorHeight=6",
            "--stopHeight=7",
            "--edges=count",
            "--maxShift=4",
            "--maxScale=200",
            "--maxOpenLayers=3");
    assertEquals(
        new TrackingSettings(
            new Plate(4, 5),
            new TrackingRules(1, 2, 0, 4, 5, 6, 7, true),
            new QualityRules(4, 200),
            DefectRules.DEFAULT,
            3),
        TrackingSettingsReader.of(options, DefectRules.DEFAULT, KNOWN));
  }

  @Test
  void of_plateNone_tracksNothingAndNeedsNoHint() {
    TrackingOptions options = options("--plate=none");
    assertNull(TrackingSettingsReader.of(options, DefectRules.DEFAULT, KNOWN));
    assertFalse(TrackingSettingsReader.isForWantOfPlate(options, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--plate=4|--plate (4) must be rows x columns, such as 4x4, at most 4096 tiles; or none",
        "--plate=0x4|--plate (0x4) must be rows x columns, such as 4x4, at most 4096 tiles; or none",
        "--plate=65x64|--plate (65x64) must be rows x columns, such as 4x4, at most 4096 tiles; or"
            + " none",
        "--regionDistance=0|--regionDistance (0) must be",
        "--regionDistance=1001|--regionDistance (1001) must be",
        "--regionPoints=0|--regionPoints (0) must be",
        "--linkDistance=-1|--linkDistance (-1) must be",
        "--bridge=0|--bridge (0) must be",
        "--minorHeight=0|--minorHeight (0) must be",
        "--majorHeight=0|--majorHeight (0) must be",
        "--stopHeight=0|--stopHeight (0) must be",
        "--edges=yes|--edges (yes) must be ignore or count",
        "--maxShift=0|--maxShift (0) must be",
        "--maxShift=16|--maxShift (16) must be",
        "--maxScale=100|--maxScale (100) must be",
        "--maxScale=10001|--maxScale (10001) must be",
        "--maxOpenLayers=2|--maxOpenLayers (2) must be",
        "--maxOpenLayers=1000001|--maxOpenLayers (1000001) must be",
      })
  void of_valueOutOfItsRange_isRefusedByName(String option, String why) {
    UsageException refusal =
        assertThrows(
            UsageException.class,
            () -> TrackingSettingsReader.of(options(option), DefectRules.DEFAULT, KNOWN));
    assertTrue(refusal.getMessage().startsWith(why), refusal.getMessage());
  }

  @Test
  void scale_option_countsBeforeWhatTheSourceKnows() {
    PlateScale known = new PlateScale(0.1, 0.05, true, 1);
    assertEquals(known, TrackingSettingsReader.scale(options(), known));
    assertEquals(
        new PlateScale(0.125, 0.04, false, 0),
        TrackingSettingsReader.scale(options("--plateScale=0.125x0.04"), known));
    for (String wrong : List.of("0.125", "0x0.04", "-1x2", "1e3x1", "axb")) {
      String why =
          refusal(() -> TrackingSettingsReader.scale(options("--plateScale=" + wrong), known));
      assertTrue(why.startsWith("--plateScale: scale ("), why);
    }
  }

  @Test
  void stopOn_levelOrNothing_isThat() {
    assertNull(TrackingSettingsReader.stopOn(options(), false));
    assertEquals(Level.MAJOR, TrackingSettingsReader.stopOn(options("--stopOn=MAJOR"), true));
  }

  @Test
  void stopOn_noLevelOrNoPlate_isRefused() {
    assertEquals(
        "--stopOn (stop) must be MINOR, MAJOR or STOP",
        refusal(() -> TrackingSettingsReader.stopOn(options("--stopOn=stop"), true)));
    assertEquals(
        "--stopOn (STOP) needs --plate=RxC",
        refusal(() -> TrackingSettingsReader.stopOn(options("--stopOn=STOP"), false)));
  }

  @Test
  void sinks_severalWays_areAllThere() {
    TrackingOptions options =
        options("--alert=webhook:http://h/1,webhook:http://h/2", "--alert=mqtt:tcp://h/t");
    assertEquals(
        List.of("webhook:http://h/1", "webhook:http://h/2", "mqtt:tcp://h/t"), options.getAlert());
    assertFalse(TrackingSettingsReader.sinks(options, true, Map.of()).isEmpty());
    assertTrue(TrackingSettingsReader.sinks(options(), false, Map.of()).isEmpty());
  }

  @Test
  void sinks_badOrOfNoUse_areRefused() {
    assertEquals(
        "--alert (exec:/x) needs --plate=RxC",
        refusal(() -> TrackingSettingsReader.sinks(options("--alert=exec:/x"), false, Map.of())));
    assertEquals(
        "--alert (mail:x) must be webhook:URL, mqtt:URL/topic or exec:PROGRAM",
        refusal(() -> TrackingSettingsReader.sinks(options("--alert=mail:x"), true, Map.of())));
    assertEquals(
        "--alertSecretFile (f) needs --alert=webhook:URL",
        refusal(
            () -> TrackingSettingsReader.sinks(options("--alertSecretFile=f"), true, Map.of())));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(UsageException.class, reading).getMessage();
  }

  private static TrackingOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(TrackingOptions.class);
  }
}
