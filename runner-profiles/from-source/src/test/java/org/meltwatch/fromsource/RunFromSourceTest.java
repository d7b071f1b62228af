package org.meltwatch.fromsource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFromSourceTest {

  @TempDir private Path root;

  @BeforeEach
  void installMaven() {
    System.setProperty("maven.home", "/opt/maven");
  }

  @AfterEach
  void removeMaven() {
    System.clearProperty("maven.home");
  }

  @Test
  void words_listAsJavaPrintsIt_areItsElements() {
    assertEquals(List.of(), RunFromSource.words("[]"));
    assertEquals(List.of("flink"), RunFromSource.words("[flink]"));
    assertEquals(List.of("flink", "spark"), RunFromSource.words("[flink, spark]"));
  }

  @Test
  void engines_someModules_areThoseWithAProfile() throws IOException {
    for (String engine : List.of("spark", "direct")) {
      Path services =
          Files.createDirectories(
              root.resolve("runner-profiles")
                  .resolve(engine)
                  .resolve("src/main/resources/META-INF/services"));
      Files.createFile(services.resolve("org.meltwatch.pipeline.RunnerProfile"));
    }
    Files.createDirectories(root.resolve("runner-profiles/from-source/src"));

    assertEquals(List.of("direct", "spark"), RunFromSource.engines(root));
  }

  @Test
  void engines_thisSourceTree_areThoseThatTheParentHasProfilesFor() throws IOException {
    Path tree = Path.of("../..");
    String parent = Files.readString(tree.resolve("pom.xml"));

    List<String> engines = RunFromSource.engines(tree);

    assertEquals(List.of("direct", "flink", "reference", "spark"), engines);
    assertEquals(
        engines,
        engines.stream().filter(engine -> parent.contains("<id>" + engine + "</id>")).toList());
  }

  @Test
  void refusal_unknownEngine_namesItAndThoseThatThereAre() {
    assertEquals(
        "no engine is named by -Psamza: run with one of -Pdirect, -Pflink",
        RunFromSource.refusal(List.of("samza"), List.of("direct", "flink")));
  }

  @Test
  void refusal_noProfile_namesTheEngines() {
    assertEquals(
        "no engine is named: run with one of -Pdirect, -Pflink",
        RunFromSource.refusal(List.of(), List.of("direct", "flink")));
  }

  @Test
  void command_plainCall_buildsTheEngines() {
    assertEquals(
        List.of(
            "/opt/maven/bin/mvn",
            "-f",
            root.resolve("pom.xml").toString(),
            "-Dmaven.repo.local=/repository",
            "-pl",
            "runner-profiles/flink,runner-profiles/spark",
            "-am",
            "process-classes"),
        RunFromSource.command(call("1", false), root, List.of("flink", "spark")));
  }

  @Test
  void command_callWithOptions_hasThem() throws IOException {
    Properties call = call("3", true);
    call.setProperty("settings", Files.createFile(root.resolve("settings.xml")).toString());

    assertEquals(
        List.of(
            "/opt/maven/bin/mvn",
            "-f",
            root.resolve("pom.xml").toString(),
            "-q",
            "-e",
            "-B",
            "-o",
            "-s",
            root.resolve("settings.xml").toString(),
            "-Dmaven.repo.local=/repository",
            "-pl",
            "runner-profiles/flink",
            "-am",
            "process-classes"),
        RunFromSource.command(call, root, List.of("flink")));
  }

  private Properties call(String logging, boolean options) {
    Properties call = new Properties();
    call.setProperty("logging", logging);
    call.setProperty("errors", Boolean.toString(options));
    call.setProperty("interactive", Boolean.toString(!options));
    call.setProperty("offline", Boolean.toString(options));
    call.setProperty("repository", "/repository");
    call.setProperty("settings", root.resolve("none.xml").toString());
    call.setProperty("globalSettings", root.resolve("none.xml").toString());
    return call;
  }
}
