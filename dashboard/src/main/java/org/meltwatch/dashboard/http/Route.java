package org.meltwatch.dashboard.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that is answered.
 *
 * @param method the one method it takes
 * @param segments the path's segments; {@code *} stands for a parameter
 * @param call the answer
 */
public record Route(String method, List<String> segments, Call call) {

  /** Answers an exchange with the parameters that its path held, decoded. */
  public interface Call {
    void answer(Exchange exchange, List<String> parameters) throws IOException;
  }

  /** A path that is asked for. */
  public static Route get(String pattern, Call call) {
    return new Route("GET", split(pattern), call);
  }

  /** A path that something is sent to. */
  public static Route post(String pattern, Call call) {
    return new Route("POST", split(pattern), call);
  }

  static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The parameters in a path, or null if it is another one. */
  @Nullable List<String> match(List<String> path) {
    if (path.size() != segments.size()) {
      return null;
    }
    List<String> parameters = new ArrayList<>();
    for (int index = 0; index < path.size(); index++) {
      if (segments.get(index).equals("*")) {
        parameters.add(path.get(index));
      } else if (!segments.get(index).equals(path.get(index))) {
        return null;
      }
    }
    return parameters;
  }
}
