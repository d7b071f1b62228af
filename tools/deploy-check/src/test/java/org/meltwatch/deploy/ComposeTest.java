package org.meltwatch.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the stack of containers must keep to. */
final class ComposeTest {

  @Test
  void services_each_isLockedDown() throws Exception {
    Map<String, JsonNode> services = services();

    assertTrue(services.containsKey("taskmanager") && services.containsKey("worker"));
    services.remove("kafka"); // upstream's image, which writes its own configuration
    services.forEach(
        (name, service) -> {
          assertTrue(service.path("read_only").asBoolean(), name);
          assertEquals("[\"ALL\"]", service.path("cap_drop").toString(), name);
          assertEquals("[\"no-new-privileges:true\"]", service.path("security_opt").toString());
          assertTrue(service.path("user").asText().startsWith("${MELTWATCH_UID:-10001"), name);
          assertTrue(service.path("mem_limit").isTextual(), name);
        });
  }

  @Test
  void ports_published_areOfLoopbackAlone() throws Exception {
    List<String> published = new ArrayList<>();
    services()
        .values()
        .forEach(service -> service.path("ports").forEach(port -> published.add(port.asText())));

    assertEquals(List.of("127.0.0.1:${DASHBOARD_PORT}:8080"), published);
  }

  @Test
  void images_each_isOneThatIsBuilt() throws Exception {
    String build = Files.readString(Deployment.docker().resolve("build"));
    String names = build.substring(0, build.indexOf("set -euo"));
    Map<String, JsonNode> services = services();
    assertEquals(
        "${KAFKA_IMAGE}:${KAFKA_VERSION}", services.remove("kafka").path("image").asText());
    for (JsonNode service : services.values()) {
      String image = service.path("image").asText();
      assertTrue(image.matches("meltwatch/[a-z-]+:\\$\\{VERSION}"), image);
      String name = image.replaceAll("meltwatch/(.*):.*", "$1");
      assertTrue(names.matches("(?s).*[ ]" + name + "[ ;].*"), name);
    }
  }

  @Test
  void netem_everyNodeButThePage_hasASlowLink() throws Exception {
    JsonNode slow = Deployment.yaml(Deployment.docker().resolve("compose.netem.yaml"));
    List<String> nodes = new ArrayList<>(services().keySet());
    nodes.removeAll(List.of("dashboard", "kafka"));

    List<String> names = new ArrayList<>();
    slow.path("services").fieldNames().forEachRemaining(names::add);
    assertEquals(nodes, names.stream().sorted().toList());
  }

  @Test
  void config_byComposeItself_isTaken() throws Exception {
    Program compose = Program.named("docker-compose");
    for (String[] files :
        new String[][] {
          {"-f", "compose.yaml"}, {"-f", "compose.yaml", "-f", "compose.netem.yaml"}
        }) {
      List<String> arguments = new ArrayList<>(List.of(files));
      arguments.addAll(List.of("--profile", "flink", "--profile", "spark-kafka", "config", "-q"));
      Program.Answer answer = compose.run(arguments.toArray(String[]::new));
      assertEquals(0, answer.code(), answer.text());
    }
  }

  @Test
  void files_givenToALinter_haveNoFaults() throws Exception {
    Program linter = Program.named("dclint");
    Program.Answer answer = linter.run("--quiet", "compose.yaml", "compose.netem.yaml");

    assertEquals(0, answer.code(), answer.text());
  }

  /** With what {@code <<} takes from elsewhere filled in, by name. */
  private static Map<String, JsonNode> services() throws Exception {
    Path file = Deployment.docker().resolve("compose.yaml");
    Map<String, JsonNode> services = new TreeMap<>();
    Iterator<Map.Entry<String, JsonNode>> all = merged(file).path("services").fields();
    all.forEachRemaining(entry -> services.put(entry.getKey(), entry.getValue()));
    return services;
  }

  private static JsonNode merged(Path file) throws Exception {
    Object read = new Yaml().load(Files.readString(file));
    return new ObjectMapper().valueToTree(read);
  }
}
