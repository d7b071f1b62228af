package org.meltwatch.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which modules a module may use. One that is not named here may use none. */
final class Directions {

  private static final String ENGINES = "runner-profiles/";

  private static final List<String> PRODUCT =
      List.of(
          "core",
          "prints",
          "record",
          "report",
          "alerts",
          "transforms",
          "io-challenger",
          "io-kafka",
          "local-challenger",
          "dashboard");

  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  /** No module may use any other. */
  static Directions none() {
    return new Directions();
  }

  /** As it is meant; docs/architecture.md says why. */
  static Directions intended() {
    return none()
        .may("prints", "core")
        .may("record", "core")
        .may("report", "record", "core")
        .may("alerts", "record", "core")
        .may("transforms", "core")
        .may("io-challenger", "transforms", "record", "core")
        .may("io-kafka", "io-challenger", "transforms", "record", "core")
        .may("local-challenger", "prints", "core")
        .may("dashboard", "report", "record", "core")
        .may("pipeline", all(PRODUCT))
        .may("tools/conformance", all(PRODUCT, "pipeline", "tools/beam-testing"))
        .may("tools/measure", all(PRODUCT, "pipeline", "tools/conformance"))
        .may("tools/chaos", all(PRODUCT, "pipeline", "tools/measure", "tools/conformance"));
  }

  private Directions may(String module, String... used) {
    allowed.put(module, Set.of(used));
    return this;
  }

  private static String[] all(List<String> modules, String... more) {
    return Stream.concat(modules.stream(), Stream.of(more)).toArray(String[]::new);
  }

  boolean allow(String module, String used) {
    if (module.startsWith(ENGINES)) {
      return PRODUCT.contains(used) || Set.of("pipeline", "beam-unbounded-sdf").contains(used);
    }
    return allowed.getOrDefault(module, Set.of()).contains(used);
  }

  /** That a class uses only those modules of a house that its module may use. */
  ArchCondition<JavaClass> keptIn(House house) {
    return new ArchCondition<>("use only modules that their module may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String module = house.moduleOf(type);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String used = house.moduleOf(dependency.getTargetClass().getBaseComponentType());
          if (!used.isEmpty() && !used.equals(module) && !allow(module, used)) {
            events.add(
                SimpleConditionEvent.violated(
                    dependency,
                    "%s must not use %s: %s".formatted(module, used, dependency.getDescription())));
          }
        }
      }
    };
  }
}
