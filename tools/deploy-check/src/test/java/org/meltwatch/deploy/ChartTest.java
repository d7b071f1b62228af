package org.meltwatch.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the Helm chart makes, without a server. */
final class ChartTest {

  private final StrictObjects strict = new StrictObjects();

  @Test
  void lint_chartWithEachExample_findsNothing() throws Exception {
    Program helm = Program.named("helm");
    for (Path example : examples()) {
      Program.Answer answer =
          helm.run("lint", "--strict", Deployment.chart().toString(), "-f", example.toString());
      assertEquals(0, answer.code(), answer.text());
    }
  }

  @Test
  void template_eachExample_makesObjectsWithoutUnknownFields() throws Exception {
    Program helm = Program.named("helm");
    List<String> faults = new ArrayList<>();
    for (Path example : examples()) {
      for (JsonNode object : objects(helm, "-f", example.toString())) {
        for (String fault : strict.faults(object)) {
          faults.add("%s, %s: %s".formatted(example.getFileName(), kindAndName(object), fault));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void template_eachEngine_makesItsClusterAndNoOther() throws Exception {
    Program helm = Program.named("helm");
    assertEquals(
        "Deployment/t-challenger Deployment/t-jobmanager Deployment/t-taskmanager Job/t-run-first"
            + " NetworkPolicy/t PersistentVolumeClaim/t-results PodDisruptionBudget/t-run"
            + " PodDisruptionBudget/t-workers Service/t-challenger Service/t-jobmanager",
        names(objects(helm)));
    assertEquals(
        "Deployment/t-challenger Deployment/t-master Deployment/t-worker Job/t-run-first"
            + " NetworkPolicy/t PersistentVolumeClaim/t-results PodDisruptionBudget/t-run"
            + " PodDisruptionBudget/t-workers Service/t-challenger Service/t-master",
        names(objects(helm, "--set", "engine=spark")));
  }

  @Test
  void template_pods_areLockedDown() throws Exception {
    Program helm = Program.named("helm");
    for (JsonNode object : objects(helm, "-f", examples().get(0).toString())) {
      JsonNode pod = object.at("/spec/template/spec");
      if (pod.isObject()) {
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), kindAndName(object));
        assertFalse(pod.path("automountServiceAccountToken").asBoolean(true), kindAndName(object));
        for (JsonNode container : pod.path("containers")) {
          JsonNode security = container.path("securityContext");
          assertTrue(security.path("readOnlyRootFilesystem").asBoolean(), kindAndName(object));
          assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true));
          assertEquals("ALL", security.at("/capabilities/drop/0").asText());
          assertTrue(container.at("/resources/limits/memory").isTextual(), kindAndName(object));
        }
      }
    }
  }

  @Test
  void template_valueThatThereIsNot_isRefused() throws Exception {
    Program.Answer answer = template(Program.named("helm"), "--set", "flink.taskmanagers=3");

    assertEquals(1, answer.code());
    assertTrue(answer.text().contains("'taskmanagers' not allowed"), answer.text());
  }

  @Test
  void template_challengerNeitherHereNorElsewhere_isRefused() throws Exception {
    Program.Answer answer = template(Program.named("helm"), "--set", "challenger.enabled=false");

    assertEquals(1, answer.code());
    assertTrue(answer.text().contains("/challenger/url"), answer.text());
  }

  @Test
  void faults_ofAnUnknownField_nameIt() throws Exception {
    JsonNode service =
        Deployment.documents(
                "{apiVersion: v1, kind: Service, spec: {ports: [{port: 1, targetport: 2}]}}")
            .get(0);

    assertEquals(
        List.of("unknown field below /Spec/Ports/0: [targetport]"), strict.faults(service));
  }

  @Test
  void faults_ofAFlinkDeployment_nameWhatItsDefinitionDoesNotKnow() throws Exception {
    ObjectNode flink =
        (ObjectNode)
            Deployment.documents(
                    """
                    apiVersion: flink.apache.org/v1beta1
                    kind: FlinkDeployment
                    metadata: {name: x}
                    spec: {flinkVersion: v1_19, taskManger: {}, jobManager: {resource: {cpu: 1}}}
                    """)
                .get(0);

    String faults = strict.faults(flink).toString();
    assertTrue(faults.contains("'taskManger' is not defined"), faults);
  }

  private static List<Path> examples() throws IOException {
    return Deployment.files(Deployment.chart().resolve("examples"), ".*\\.yaml");
  }

  private static List<JsonNode> objects(Program helm, String... options) throws Exception {
    Program.Answer answer = template(helm, options);
    assertEquals(0, answer.code(), answer.text());
    return Deployment.documents(answer.text());
  }

  private static Program.Answer template(Program helm, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("template", "t", Deployment.chart().toString()));
    arguments.addAll(List.of(options));
    return helm.run(arguments.toArray(String[]::new));
  }

  private static String names(List<JsonNode> objects) {
    return objects.stream()
        .map(ChartTest::kindAndName)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  private static String kindAndName(JsonNode object) {
    return object.path("kind").asText() + "/" + object.at("/metadata/name").asText();
  }
}
