package org.meltwatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Guards what may know what, and draws it: {@code target/architecture/} of this module then has the
 * graphs of modules and packages as text and for Mermaid.
 *
 * <pre>
 * mvn -q -pl tools/architecture -am test -Dtest=ArchitectureTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>Engines are looked at if they are compiled: {@code -Pdirect,flink,spark,reference} does that.
 */
class ArchitectureTest {

  private static final String BEAM = "org.apache.beam..";
  private static final String[] ENGINES = {
    "org.apache.beam.runners..", "org.apache.flink..", "org.apache.spark.."
  };

  private static final House HOUSE = House.at(Path.of("..", ".."));

  @Test
  void modules_ofTheHouse_areAllSeen() {
    assertTrue(
        HOUSE
            .modules()
            .containsAll(
                Set.of(
                    "core",
                    "prints",
                    "record",
                    "transforms",
                    "io-challenger",
                    "local-challenger",
                    "dashboard",
                    "pipeline",
                    "beam-unbounded-sdf",
                    "tools/conformance",
                    "tools/measure",
                    "tools/chaos")),
        HOUSE.modules()::toString);
  }

  @Test
  void modules_amongThemselves_keepTheirDirections() {
    classes().should(Directions.intended().keptIn(HOUSE)).check(HOUSE.classes());
  }

  @Test
  void directions_whereNoneIsAllowed_areViolated() {
    ArchRule nobodyKnowsAnybody = classes().should(Directions.none().keptIn(HOUSE));
    AssertionError seen =
        assertThrows(AssertionError.class, () -> nobodyKnowsAnybody.check(HOUSE.classes()));
    assertTrue(seen.getMessage().contains("transforms must not use core"), seen::getMessage);
  }

  @Test
  void packages_amongThemselves_areInNoCircle() {
    slices().matching("org.meltwatch.(**)").should().beFreeOfCycles().check(HOUSE.classes());
  }

  @Test
  void packages_ofTheHouse_lieInOneModuleEach() {
    assertEquals(
        List.of(),
        HOUSE.modulesByPackage().entrySet().stream()
            .filter(modules -> modules.getValue().size() > 1)
            .map(Object::toString)
            .toList());
  }

  @Test
  void modulesThatOthersRead_ofBeam_knowNothing() {
    notKnownTo(Set.of("core", "prints", "record", "report", "local-challenger", "dashboard"), BEAM)
        .check(HOUSE.classes());
  }

  @Test
  void modulesOfThePipeline_ofEngines_knowNothing() {
    notKnownTo(Set.of("transforms", "io-challenger", "pipeline", "record", "dashboard"), ENGINES)
        .check(HOUSE.classes());
  }

  @Test
  void rulesOnLibraries_whereTheyAreUsed_areViolated() {
    ArchRule noBeam = notKnownTo(Set.of("transforms"), BEAM);
    assertThrows(AssertionError.class, () -> noBeam.check(HOUSE.classes()));
    ArchRule noRunners = notKnownTo(Set.of("beam-unbounded-sdf"), ENGINES);
    assertThrows(AssertionError.class, () -> noRunners.check(HOUSE.classes()));
  }

  @Test
  void graphs_ofModulesAndPackages_areDrawn() throws IOException {
    Path folder = Path.of("target", "architecture");
    Graphs.write(folder, "modules", HOUSE.moduleGraph());
    Graphs.write(folder, "packages", HOUSE.packageGraph());

    assertTrue(Files.readString(folder.resolve("modules.mmd")).contains("transforms --> core\n"));
    assertTrue(
        Files.readString(folder.resolve("packages.txt"))
            .contains("\norg.meltwatch.transforms.order -> "));
  }

  private static ArchRule notKnownTo(Set<String> modules, String... packages) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are in " + modules, type -> modules.contains(HOUSE.moduleOf(type))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
