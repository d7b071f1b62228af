package org.meltwatch.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.meltwatch.dashboard.http.Exchange;
import org.meltwatch.dashboard.http.Refusal;
import org.meltwatch.dashboard.http.Route;
import org.meltwatch.dashboard.runs.FollowedRun;
import org.meltwatch.record.commands.Command;
import org.meltwatch.record.commands.CommandFiles;

/** The path that takes commands, where they are taken at all. */
final class CommandApi {

  private static final int MOST_COMMANDS = 5000;

  private final Lookup lookup;
  private final boolean taken;

  /**
   * The path.
   *
   * @param taken false if all are refused
   */
  CommandApi(Lookup lookup, boolean taken) {
    this.lookup = lookup;
    this.taken = taken;
  }

  List<Route> routes() {
    return List.of(Route.post(Lookup.RUN + "/commands", this::command));
  }

  private void command(Exchange exchange, List<String> parameters) throws IOException {
    if (!taken) {
      throw Refusal.forbidden("this dashboard only shows: --commands lets it take commands");
    }
    ObjectNode body = exchange.body();
    FollowedRun run = lookup.run(parameters);
    rename(body, "print", "print_id");
    rename(body, "region", "area");
    // Nobody dates a command back.
    body.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    Command command = parse(body);
    synchronized (run) {
      if (run.index(command.printId()) < 0) {
        throw Refusal.notFound("there is no such print in the run");
      }
      if (run.commands().count() >= MOST_COMMANDS) {
        throw Refusal.conflict("there are " + MOST_COMMANDS + " commands already");
      }
    }
    String file = String.valueOf(CommandFiles.write(run.dir(), command).getFileName());
    exchange.json(201, Map.of("file", file));
  }

  private static Command parse(ObjectNode body) throws IOException {
    try {
      return CommandFiles.parse(Exchange.JSON.writeValueAsBytes(body));
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static void rename(ObjectNode body, String from, String to) {
    if (body.has(from)) {
      body.set(to, body.remove(from));
    }
  }
}
