package org.meltwatch.challenger;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.meltwatch.challenger.bench.Settings;
import org.meltwatch.challenger.faults.Fault;
import org.meltwatch.challenger.faults.FaultRates;
import org.meltwatch.challenger.faults.NetworkDelay;
import org.meltwatch.challenger.http.Access;
import org.meltwatch.model.PrintFacts;
import org.meltwatch.prints.Grid;
import org.meltwatch.prints.Print;
import org.meltwatch.prints.UnusablePrintException;
import org.meltwatch.prints.files.WatchedPrint;
import org.meltwatch.prints.synthetic.SyntheticPrint;
import org.meltwatch.signals.Signals;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of {@link LocalChallenger}. */
@Command(
    name = "local-challenger",
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Hands out the tiles of a print over REST and collects the results, as the contest's"
          + " challenger does.",
      ""
    },
    footer = {
      "",
      "Memory: tiles of the synthetic print are encoded before the first is handed out and are kept,"
          + " about 6 MB a layer of 16 tiles of 500 x 500 (40 layers: 250 MB; 225 layers: 1.4 GB)."
          + " Layers of a folder are read when they are handed out, and kept in a quarter of the heap"
          + " at the most; java -Xmx limits it.",
      "Changing the conditions (POST /api/conditions/RATE/DELAY/SPREAD/RESULTDELAY) takes a header"
          + " Meltwatch-Token with the value of environment variable MELTWATCH_CHALLENGER_TOKEN.",
      "batch_id counts what was planned: a dropped tile keeps its number, a duplicate takes the"
          + " next one.",
      "Exit codes: 0 stopped, 1 could not serve, 2 wrong options or unusable images."
    })
final class ChallengerCommand implements Callable<Integer> {

  private static final String TOKEN_VARIABLE = "MELTWATCH_CHALLENGER_TOKEN";

  @Option(
      names = "--port",
      defaultValue = "8866",
      paramLabel = "N",
      description = "Port; 0 takes any free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "Address to bind (default ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--hostNames",
      split = ",",
      paramLabel = "NAME",
      description =
          "Names that clients may call it by, besides its address and localhost; requests for"
              + " others are refused.")
  private List<String> hostNames = new ArrayList<>();

  @Option(
      names = "--layers",
      defaultValue = "40",
      paramLabel = "N",
      description =
          "Layers of the synthetic print (default ${DEFAULT-VALUE}); with how many a watched print is"
              + " over.")
  private int layers;

  @Option(
      names = "--tiles",
      defaultValue = "4x4",
      paramLabel = "RxC",
      description = "Rows and columns of tiles of the synthetic print (default ${DEFAULT-VALUE}).")
  private String tiles = "4x4";

  @Option(
      names = "--tileSize",
      defaultValue = "500",
      paramLabel = "N",
      description = "Height and width of a synthetic tile (default ${DEFAULT-VALUE}).")
  private int tileSize;

  @Option(
      names = "--seed",
      defaultValue = "2025",
      paramLabel = "S",
      description =
          "What the synthetic print looks like; the same seed gives the same pixels everywhere"
              + " (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--prints",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "How many synthetic prints are handed out, interleaved tile by tile (default"
              + " ${DEFAULT-VALUE}).")
  private int prints;

  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--rate",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Tiles a second that each bench is handed at the most; 0 is as fast as it asks (default"
              + " ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--delay",
      defaultValue = "0",
      paramLabel = "MS",
      description =
          "Mean network delay of each tile and each result, normally distributed (default"
              + " ${DEFAULT-VALUE}).")
  private double delay;

  @Option(
      names = "--delaySpread",
      defaultValue = "0",
      paramLabel = "MS",
      description = "Standard deviation of --delay (default ${DEFAULT-VALUE}).")
  private double delaySpread;

  @Option(
      names = "--resultDelay",
      defaultValue = "0",
      paramLabel = "MS",
      description = "Fixed delay that is added to each result's (default ${DEFAULT-VALUE}).")
  private double resultDelay;

  @Option(
      names = "--drop",
      split = ",",
      paramLabel = "LAYER:TILE",
      description = "Never hand out this tile.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--duplicate",
      split = ",",
      paramLabel = "LAYER:TILE",
      description = "Hand out this tile twice.")
  private List<String> duplicate = new ArrayList<>();

  @Option(
      names = "--corrupt",
      split = ",",
      paramLabel = "LAYER:TILE",
      description = "Hand out noise as this tile's image file.")
  private List<String> corrupt = new ArrayList<>();

  @Option(
      names = "--truncate",
      split = ",",
      paramLabel = "LAYER:TILE",
      description = "Cut this tile's image file off in the middle.")
  private List<String> truncate = new ArrayList<>();

  @Option(
      names = "--faults",
      paramLabel = "KIND:RATE[:AMOUNT],...",
      description = {
        "What goes wrong by chance, how often (0 to 1) and how much; every fault is logged, listed"
            + " in the end's report and under /api/faults/BENCH.",
        "Calls of next_batch and result: error (500 or 503, not carried out), reset, half and stall"
            + " (carried out; the connection reset, the answer cut off, or sent AMOUNT seconds"
            + " later, default 150), length (half a batch that calls itself whole), type (wrong"
            + " content type), gone (nobody can connect for AMOUNT seconds, default 10).",
        "Tiles: drop, repeat, corrupt, truncate, shuffle (AMOUNT places from where it belongs at"
            + " the most, default 5).",
        "Example: error:0.02,reset:0.01,stall:0.005:30,gone:0.001,shuffle:1:5"
      })
  private @Nullable String faults;

  @Option(
      names = "--faultSeed",
      paramLabel = "S",
      description = "What --faults draws (default: --seed).")
  private @Nullable Long faultSeed;

  @Option(
      names = "--forgetful",
      arity = "0..1",
      description =
          "Hand out each batch once, whoever asks again, as the contest's challenger does; without"
              + " it a position that asks again is given the same batch again.")
  private boolean forgetful;

  @Option(
      names = "--saturatedAbove",
      defaultValue = "65000",
      paramLabel = "N",
      description = "Points above are drawn as saturated (default ${DEFAULT-VALUE}).")
  private int saturatedAbove;

  @Option(
      names = "--exitWithStdin",
      hidden = true,
      description = "Stop at the end of standard input.")
  private boolean exitWithStdin;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  /**
   * The thresholds that the print file of a command line names.
   *
   * @throws UnusablePrintException if that file cannot be used
   */
  static Map<String, Integer> thresholds(String... arguments) {
    ChallengerCommand command = new ChallengerCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.folder.thresholds();
  }

  /**
   * What a command line says of its print, or names a file that does.
   *
   * @throws UnusablePrintException if that file cannot be used
   */
  static PrintFacts facts(String... arguments) {
    ChallengerCommand command = new ChallengerCommand();
    new CommandLine(command).parseArgs(arguments);
    return command.folder.facts();
  }

  /** Runs until it is told to stop; the exit code. */
  static int run(String... arguments) {
    CommandLine command = new CommandLine(new ChallengerCommand());
    command.setParameterExceptionHandler(
        (wrong, given) -> {
          command.getErr().println(wrong.getMessage());
          command.getErr().println("local-challenger --help lists the options");
          return 2;
        });
    return command.execute(arguments);
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    try (LocalChallenger challenger = LocalChallenger.start(settings)) {
      announce(challenger, settings);
      awaitEnd();
      return 0;
    } catch (UnusablePrintException e) {
      throw wrong(e);
    } catch (IOException e) {
      System.err.printf("cannot serve at %s:%d: %s%n", host, port, e.getMessage());
      return 1;
    }
  }

  private Settings settings() {
    try {
      NetworkDelay network = new NetworkDelay(delay, delaySpread, resultDelay);
      return new Settings(
          chosenPrints(),
          access(),
          rate,
          tileFaults(),
          network,
          rates(),
          !forgetful,
          saturatedAbove);
    } catch (IllegalArgumentException | UnusablePrintException e) {
      throw wrong(e);
    }
  }

  private Access access() {
    return Access.LOOPBACK
        .at(host, port)
        .called(hostNames)
        .withToken(System.getenv(TOKEN_VARIABLE));
  }

  private List<Print> chosenPrints() {
    if (folder.isGiven()) {
      return List.of(folder.open(isGiven("--layers") ? layers : null));
    }
    String name = folder.print() == null ? "SYN" + seed : folder.print();
    Grid plate = Grid.parse(tiles);
    if (prints < 1 || prints > 16) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "prints (%d) must be in [1, 16]", prints));
    }
    return IntStream.range(0, prints)
        .<Print>mapToObj(
            number ->
                new SyntheticPrint(
                    number == 0 ? name : name + "-" + (number + 1),
                    layers,
                    plate,
                    tileSize,
                    seed + number))
        .toList();
  }

  private boolean isGiven(String option) {
    return requireNonNull(spec, "spec").commandLine().getParseResult().hasMatchedOption(option);
  }

  private FaultRates rates() {
    return faults == null
        ? FaultRates.NONE
        : FaultRates.parse(faults, faultSeed == null ? seed : faultSeed);
  }

  private List<Fault> tileFaults() {
    List<Fault> named = new ArrayList<>();
    drop.forEach(tile -> named.add(Fault.parse(Fault.Kind.DROP, tile)));
    duplicate.forEach(tile -> named.add(Fault.parse(Fault.Kind.DUPLICATE, tile)));
    corrupt.forEach(tile -> named.add(Fault.parse(Fault.Kind.CORRUPT, tile)));
    truncate.forEach(tile -> named.add(Fault.parse(Fault.Kind.TRUNCATE, tile)));
    return named;
  }

  private ParameterException wrong(RuntimeException cause) {
    return new ParameterException(
        requireNonNull(spec, "spec").commandLine(), cause.getMessage(), cause);
  }

  private static void announce(LocalChallenger challenger, Settings settings) {
    Print first = settings.prints().get(0);
    if (first instanceof WatchedPrint) {
      System.out.printf(
          "challenger ready at %s (%s, layers as they come)%n", challenger.url(), first.id());
      System.out.flush();
      return;
    }
    System.out.printf(
        "challenger ready at %s (%s, %d layers of %s tiles, %d batches)%n",
        challenger.url(),
        settings.prints().stream().map(Print::id).collect(Collectors.joining(" and ")),
        first.layers(),
        first.grid(),
        challenger.batches());
    System.out.flush();
  }

  private void awaitEnd() throws InterruptedException, IOException {
    if (!exitWithStdin) {
      new CountDownLatch(1).await();
    }
    // At a terminal Ctrl-C reaches every process: whoever still posts results would find nobody.
    Signals.ignore(List.of(Signals.INT, Signals.HUP));
    while (System.in.read() >= 0) {
      // what comes in is of no interest, only its end is
    }
  }
}
