package org.meltwatch.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The main classes of all modules that have been compiled, and what they use of one another. */
final class House {

  private static final Path CLASSES = Path.of("target", "classes");

  private final JavaClasses classes;
  private final Map<Path, String> moduleByFolder;

  private House(JavaClasses classes, Map<Path, String> moduleByFolder) {
    this.classes = classes;
    this.moduleByFolder = moduleByFolder;
  }

  /** Reads the modules at {@code root} and in the folders right below it. */
  static House at(Path root) {
    Map<Path, String> modules = new LinkedHashMap<>();
    try (Stream<Path> folders = Files.walk(root, 2)) {
      folders
          .filter(folder -> Files.isDirectory(folder.resolve(CLASSES)))
          .forEach(
              folder ->
                  modules.put(
                      folder.resolve(CLASSES).toAbsolutePath().normalize(),
                      root.relativize(folder).toString().replace('\\', '/')));
    } catch (IOException e) {
      throw new UncheckedIOException("looking for compiled modules in " + root, e);
    }
    return new House(new ClassFileImporter().importPaths(modules.keySet()), modules);
  }

  JavaClasses classes() {
    return classes;
  }

  /** The modules that there are, by their folders, such as {@code tools/chaos}. */
  NavigableSet<String> modules() {
    return new TreeSet<>(moduleByFolder.values());
  }

  /** The module that holds a class, or an empty text for a class of a library. */
  String moduleOf(JavaClass type) {
    return type.getSource()
        .map(Source::getUri)
        .filter(file -> "file".equals(file.getScheme()))
        .map(Path::of)
        .flatMap(
            file ->
                moduleByFolder.entrySet().stream()
                    .filter(module -> file.startsWith(module.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst())
        .orElse("");
  }

  /** Which modules each module uses, itself not counted. */
  NavigableMap<String, NavigableSet<String>> moduleGraph() {
    return graph(this::moduleOf);
  }

  /** Which packages each package uses, itself not counted. */
  NavigableMap<String, NavigableSet<String>> packageGraph() {
    return graph(JavaClass::getPackageName);
  }

  /** Which modules each package lies in; more than one is a package that is split. */
  NavigableMap<String, NavigableSet<String>> modulesByPackage() {
    NavigableMap<String, NavigableSet<String>> modules = new TreeMap<>();
    for (JavaClass type : classes) {
      modules.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>()).add(moduleOf(type));
    }
    return modules;
  }

  private NavigableMap<String, NavigableSet<String>> graph(Function<JavaClass, String> part) {
    NavigableMap<String, NavigableSet<String>> graph = new TreeMap<>();
    for (JavaClass type : classes) {
      NavigableSet<String> used = graph.computeIfAbsent(part.apply(type), name -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getBaseComponentType)
          .filter(target -> !moduleOf(target).isEmpty())
          .map(part)
          .filter(target -> !target.equals(part.apply(type)))
          .forEach(used::add);
    }
    return graph;
  }
}
