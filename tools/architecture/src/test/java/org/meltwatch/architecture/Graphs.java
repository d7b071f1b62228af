package org.meltwatch.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;

/** Writes a graph as plain text, and as a picture in the language of Mermaid. */
final class Graphs {

  private Graphs() {}

  /** Writes {@code NAME.txt} and {@code NAME.mmd} into a folder. */
  static void write(Path folder, String name, Map<String, NavigableSet<String>> graph)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".txt"), text(graph));
    Files.writeString(folder.resolve(name + ".mmd"), mermaid(graph));
  }

  private static String text(Map<String, NavigableSet<String>> graph) {
    StringBuilder text = new StringBuilder();
    graph.forEach(
        (from, to) -> text.append(from).append(" -> ").append(String.join(", ", to)).append('\n'));
    return text.toString();
  }

  private static String mermaid(Map<String, NavigableSet<String>> graph) {
    StringBuilder text = new StringBuilder("graph LR\n");
    graph.forEach(
        (from, to) -> {
          text.append("  ").append(node(from)).append('\n');
          to.forEach(used -> text.append("  %s --> %s\n".formatted(id(from), id(used))));
        });
    return text.toString();
  }

  private static String node(String name) {
    return "%s[\"%s\"]".formatted(id(name), name);
  }

  private static String id(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_");
  }
}
