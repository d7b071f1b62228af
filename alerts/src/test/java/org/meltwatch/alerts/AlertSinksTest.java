package org.meltwatch.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertSinksTest {

  @TempDir private Path dir;

  @Test
  void of_goodWords_areNamedWithoutWhatMayBeASecret() throws IOException {
    Path url = Files.writeString(dir.resolve("url"), "https://hooks.example/T0/secret\n");
    Sinks sinks =
        AlertSinks.of(
            List.of(
                "webhook:http://127.0.0.1:8080/hook?token=secret",
                "webhook:@" + url,
                "mqtt:tcp://127.0.0.1/plant/alerts",
                "mqtt:mqtts://broker.example:9000/a"),
            null,
            Map.of());
    assertEquals(
        List.of(
            "webhook:http://127.0.0.1:8080/hook",
            "webhook:@" + url,
            "mqtt:tcp://127.0.0.1:1883/plant/alerts",
            "mqtt:ssl://broker.example:9000/a"),
        sinks.list().stream().map(AlertSink::name).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail:x|--alert (mail:x) must be webhook:URL, mqtt:URL/topic or exec:PROGRAM",
        "webhook|--alert (webhook) must be webhook:URL, mqtt:URL/topic or exec:PROGRAM",
        "webhook:ftp://h/|--alert (webhook:ftp://h/) must be http://HOST... or https://HOST...",
        "webhook:http://u:p@h/x|--alert (webhook:...@h) must have no user and password: options are"
            + " kept in run.json",
        "webhook:http://a b|--alert (http://a b) must be a URL: Illegal character in authority",
        "mqtt:tcp://h|--alert (mqtt:tcp://h) must be mqtt:tcp://HOST:PORT/TOPIC or"
            + " mqtt:ssl://HOST:PORT/TOPIC",
        "mqtt:tcp://h/a/+|--alert (mqtt:tcp://h/a/+) must have a topic without wildcards",
        "exec:/no/such|--alert (exec:/no/such) must be the path of a program that can be run",
      })
  void of_badWord_isRefusedWithItsRule(String word, String why) {
    assertEquals(why, refusal(List.of(word), null, Map.of()));
  }

  @Test
  void of_oneSinkTwice_isRefused() {
    assertEquals(
        "--alert (webhook:http://h/x) must be named once: each alert goes there once",
        refusal(List.of("webhook:http://h/x?a", "webhook:http://h/x?b"), null, Map.of()));
  }

  @Test
  void of_badSecrets_areRefusedWithoutBeingShown() throws IOException {
    Path empty = Files.writeString(dir.resolve("empty"), "\n");
    assertEquals(
        "--alertSecretFile (%s) must not be empty".formatted(empty),
        refusal(List.of(), empty.toString(), Map.of()));
    assertEquals(
        "MELTWATCH_ALERT_SECRET must not be empty",
        refusal(List.of(), null, Map.of("MELTWATCH_ALERT_SECRET", "")));
    Path none = dir.resolve("none");
    assertEquals(
        "--alertSecretFile (%s) must be a file that can be read: %s"
            .formatted(none, "java.nio.file.NoSuchFileException: " + none),
        refusal(List.of(), none.toString(), Map.of()));
  }

  private static String refusal(List<String> words, String secretFile, Map<String, String> env) {
    return assertThrows(IllegalArgumentException.class, () -> AlertSinks.of(words, secretFile, env))
        .getMessage();
  }
}
