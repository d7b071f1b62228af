package org.meltwatch.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the recipes of images must keep to. */
final class ImagesTest {

  private static final Pattern SECRET =
      Pattern.compile("(?i)(ENV|ARG) [^\\n]*(token|password|secret)");

  @Test
  void dockerfiles_eachIsBuiltOnOurBase_whichGivesUpRoot() throws Exception {
    List<Path> files = dockerfiles();
    assertEquals(6, files.size(), files::toString);
    for (Path file : files) {
      String text = Files.readString(file);
      String last = text.substring(text.lastIndexOf("\nFROM ") + 1);
      boolean base = file.getParent().endsWith("base");
      assertTrue(last.startsWith(base ? "FROM ${BASE}" : "FROM meltwatch/base:${VERSION}\n"), text);
      assertEquals(base, last.contains("\nUSER 10001:10001\n"), file::toString);
      assertEquals(base ? 1 : 0, last.split("\nUSER ", -1).length - 1, file::toString);
    }
  }

  @Test
  void dockerfiles_labelsHealthAndSecrets_areAsAgreed() throws Exception {
    for (Path file : dockerfiles()) {
      String text = Files.readString(file);
      for (String label : List.of("title", "description", "version", "revision")) {
        assertTrue(text.contains("org.opencontainers.image." + label), file + " " + label);
      }
      assertTrue(
          text.contains("HEALTHCHECK ") || file.getParent().endsWith("base"), file::toString);
      assertFalse(SECRET.matcher(text).find(), file::toString);
      assertFalse(text.contains("\nADD "), file::toString);
      assertFalse(text.contains("VOLUME"), file::toString);
    }
  }

  @Test
  void dockerfiles_givenToALinter_haveNoFaults() throws Exception {
    Program linter = Program.named("dockerfilelint");
    for (Path file : dockerfiles()) {
      Program.Answer answer = linter.run("-c", ".", file.toString());
      assertEquals(0, answer.code(), answer.text());
    }
  }

  @Test
  void scripts_eachIsExecutable_andAShellReadsIt() throws Exception {
    Program bash = Program.named("bash");
    for (Path file : Deployment.files(Deployment.docker(), "build|stack|[a-z]+-[a-z]+")) {
      assertTrue(Files.isExecutable(file), file::toString);
      Program.Answer answer = bash.run("-n", file.toString());
      assertEquals(0, answer.code(), answer.text());
    }
  }

  private static List<Path> dockerfiles() throws IOException {
    return Deployment.files(Deployment.docker(), "Dockerfile");
  }
}
