package org.meltwatch.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That each version is said in the POM, and the same elsewhere. */
final class VersionsTest {

  @Test
  void environment_versions_areThoseOfThePom() throws Exception {
    assertEquals(pom("version"), Deployment.environment().get("VERSION"));
    assertEquals(pom("flink.version"), Deployment.environment().get("FLINK_VERSION"));
    assertEquals(pom("spark.version"), Deployment.environment().get("SPARK_VERSION"));
    assertEquals(pom("kafka.version"), Deployment.environment().get("KAFKA_VERSION"));
    assertEquals("apache/kafka", Deployment.environment().get("KAFKA_IMAGE"));
  }

  @Test
  void chart_versions_areThoseOfThePom() throws Exception {
    JsonNode chart = Deployment.yaml(Deployment.chart().resolve("Chart.yaml"));
    JsonNode values = Deployment.yaml(Deployment.chart().resolve("values.yaml"));

    assertEquals(pom("version"), chart.path("appVersion").asText());
    assertEquals(
        "flink:%s-java17".formatted(pom("flink.version")),
        values.at("/flink/operator/image").asText());
  }

  @Test
  void base_isOneImage_ofAVersionAndNotOfADay() throws Exception {
    String base = Deployment.environment().get("BASE_IMAGE");
    String dockerfile = Files.readString(Deployment.docker().resolve("base/Dockerfile"));

    assertTrue(dockerfile.contains("ARG BASE=" + base + "\n"), dockerfile);
    assertTrue(base.matches("eclipse-temurin:17\\.\\d+\\.\\d+_\\d+-jre-\\w+"), base);
  }

  /** A property of the parent POM, or its version. */
  private static String pom(String name) throws IOException {
    Matcher value =
        Pattern.compile("<%s>([^<]+)</".formatted(Pattern.quote(name)))
            .matcher(Files.readString(Deployment.root().resolve("pom.xml")));
    assertTrue(value.find(), name);
    return value.group(1);
  }
}
