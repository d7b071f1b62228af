package org.meltwatch.pipeline.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.meltwatch.model.Plate;
import org.meltwatch.options.PlainOption;
import org.meltwatch.pipeline.options.RulesOptions;
import org.meltwatch.source.SourceRequest;

final class LocalFactoryTest {

  @Test
  void arguments_withAThreshold_tellTheChallengerOfIt() {
    assertEquals(
        List.of("--layers=2", "--port=0", "--saturatedAbove=60000"), arguments("--layers=2"));
  }

  @Test
  void arguments_withAPort_keepIt() {
    assertEquals(List.of("--port=8877", "--saturatedAbove=60000"), arguments("--port=8877"));
  }

  private static List<String> arguments(String plain) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(RulesOptions.class).setSaturatedAbove(60000);
    return LocalFactory.arguments(
        new SourceRequest(options, List.of(plain), 1, 0, 0, false, false, true, false, 0));
  }

  @Test
  void plainOptions_areTheChallengersOwn() {
    List<String> names = new LocalFactory().plainOptions().stream().map(PlainOption::name).toList();
    assertTrue(names.containsAll(List.of("stack", "grid", "faults", "port")), names.toString());
    assertFalse(names.contains("saturatedAbove"), "a threshold of the run is no word for a source");
    assertFalse(names.contains("help") || names.contains("exitWithStdin"), names.toString());
  }

  @Test
  void plate_ofAFolder_isItsGrid() {
    LocalFactory factory = new LocalFactory();
    assertEquals(
        Optional.of(Plate.parse("2x3")), factory.plate(List.of("--watch=DIR", "--grid=2x3")));
    assertEquals(
        Optional.of(Plate.parse("2x3")), factory.plate(List.of("--stack=DIR", "--grid=2x3")));
    assertEquals(Optional.of(Plate.parse("4x4")), factory.plate(List.of("--watch=DIR")));
    assertEquals(Optional.empty(), factory.plate(List.of("--watch=DIR", "--grid=auto")));
    assertEquals(Optional.of(Plate.parse("1x2")), factory.plate(List.of("--tiles=1x2")));
  }

  @Test
  void watches_onlyAFolderThatIsWatched() {
    assertEquals(true, LocalFactory.watches(List.of("--grid=auto", "--watch=DIR")));
    assertEquals(false, LocalFactory.watches(List.of("--stack=DIR")));
  }
}
