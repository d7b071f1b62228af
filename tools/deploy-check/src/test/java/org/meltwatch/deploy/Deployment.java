package org.meltwatch.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of {@code docker/}, and how they are read. */
final class Deployment {

  private static final ObjectMapper YAML = new YAMLMapper(new YAMLFactory());

  private Deployment() {}

  /** Where the Makefile is. */
  static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("Makefile"))) {
      root = root.getParent();
    }
    return root;
  }

  static Path docker() {
    return root().resolve("docker");
  }

  static Path chart() {
    return docker().resolve("helm/meltwatch");
  }

  /** Files below a directory, sorted, whose name fits. */
  static List<Path> files(Path directory, String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file))
          .filter(file -> file.getFileName().toString().matches(pattern))
          .sorted()
          .toList();
    }
  }

  /** The variables of {@code docker/.env}. */
  static Map<String, String> environment() throws IOException {
    Map<String, String> variables = new TreeMap<>();
    for (String line : Files.readAllLines(docker().resolve(".env"))) {
      int sign = line.indexOf('=');
      if (sign > 0 && !line.startsWith("#")) {
        variables.put(
            line.substring(0, sign), line.substring(sign + 1).replaceAll("^\"(.*)\"$", "$1"));
      }
    }
    return variables;
  }

  static JsonNode yaml(Path file) throws IOException {
    return YAML.readTree(file.toFile());
  }

  /** The objects of a text of several documents, without those that are empty. */
  static List<JsonNode> documents(String text) throws IOException {
    try (MappingIterator<JsonNode> all =
        YAML.readerFor(JsonNode.class).readValues(YAML.getFactory().createParser(text))) {
      return all.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }
}
