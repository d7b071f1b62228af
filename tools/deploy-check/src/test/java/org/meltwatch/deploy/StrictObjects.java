package org.meltwatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Objects of Kubernetes, held against typed models or the definition of their kind. A server drops
 * a field that it does not know without a word; here it is a fault.
 */
final class StrictObjects {

  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1/Service", Service.class,
          "v1/PersistentVolumeClaim", PersistentVolumeClaim.class,
          "apps/v1/Deployment", Deployment.class,
          "batch/v1/Job", Job.class,
          "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
          "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

  private static final String FLINK = "flink.apache.org/v1beta1/FlinkDeployment";
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
  private static final String MODEL_PACKAGE = "io.fabric8.";

  private final ObjectMapper mapper = new ObjectMapper();

  /** What is wrong with an object; empty if nothing is. */
  List<String> faults(JsonNode object) throws IOException {
    String kind = object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    if (kind.equals(FLINK)) {
      List<String> faults = new ArrayList<>(againstDefinition(object));
      JsonNode pod = object.at("/spec/podTemplate");
      if (pod.isObject()) {
        faults.addAll(againstModel(pod, Pod.class));
      }
      return faults;
    }
    Class<?> model = MODELS.get(kind);
    return model == null
        ? List.of("kind (" + kind + ") has no model")
        : againstModel(object, model);
  }

  private List<String> againstModel(JsonNode object, Class<?> model) throws IOException {
    List<String> faults = new ArrayList<>();
    unknown("", mapper.treeToValue(object, model), faults);
    return faults;
  }

  private static void unknown(String at, Object value, List<String> faults) {
    if (value instanceof Collection<?> elements) {
      int i = 0;
      for (Object element : elements) {
        unknown(at + "/" + i++, element, faults);
      }
    } else if (value != null && value.getClass().getName().startsWith(MODEL_PACKAGE)) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getParameterCount() == 0 && getter.getName().startsWith("get")) {
          below(at, getter, value, faults);
        }
      }
    }
  }

  private static void below(String at, Method getter, Object value, List<String> faults) {
    try {
      Object got = getter.invoke(value);
      if (!getter.getName().equals("getAdditionalProperties")) {
        unknown(at + "/" + getter.getName().substring(3), got, faults);
      } else if (got instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
        faults.add("unknown field below %s: %s".formatted(at, unknown.keySet()));
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError(getter + " of a model", e);
    }
  }

  private static List<String> againstDefinition(JsonNode object) throws IOException {
    try (InputStream in = StrictObjects.class.getResourceAsStream(DEFINITION)) {
      JsonNode schema =
          new YAMLMapper().readTree(in).at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
      schema.get("properties").forEach(StrictObjects::refuseUnknown);
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(schema)
          .validate(object)
          .stream()
          .map(ValidationMessage::getMessage)
          .toList();
    }
  }

  private static void refuseUnknown(JsonNode schema) {
    if (schema instanceof ObjectNode node
        && node.path("properties").isObject()
        && !node.has("additionalProperties")
        && !node.path("x-kubernetes-preserve-unknown-fields").asBoolean()
        && !node.at("/properties/kind").isObject()) {
      node.put("additionalProperties", false);
    }
    schema.forEach(StrictObjects::refuseUnknown);
  }
}
