package org.meltwatch.io.source;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** How a challenger is read and what is kept of it; {@link ChallengerSettings} checks them. */
public interface ChallengerOptions extends PipelineOptions {

  @Description(
      "URL of the challenger, such as http://127.0.0.1:8866. Without it, a local challenger"
          + " is started for this run and stopped at its end.")
  @Nullable String getChallenger();

  void setChallenger(@Nullable String value);

  @Description(
      "File that holds the challenger's API token. Without it, the token is taken from the"
          + " environment variable MELTWATCH_API_TOKEN, or is 'meltwatch'.")
  @Nullable String getApiTokenFile();

  void setApiTokenFile(@Nullable String value);

  @Description("Name of the bench at the challenger.")
  @Default.String("meltwatch")
  String getBenchName();

  void setBenchName(String value);

  @Description("Whether the challenger may treat the bench as a test.")
  @Default.Boolean(true)
  boolean getTest();

  void setTest(boolean value);

  @Description("How many batches to ask the challenger for at the most. Default: all.")
  @Nullable Integer getMaxBatches();

  void setMaxBatches(@Nullable Integer value);

  @Description("Requests that each lane has in flight.")
  @Default.Integer(2)
  int getPrefetch();

  void setPrefetch(int value);

  @Description(
      "Seconds for which the word that there are no more batches must hold before it is believed;"
          + " 0 to believe it at once. A run ends so much later.")
  @Default.Double(1)
  double getEndConfirm();

  void setEndConfirm(double value);

  @Description(
      "Seconds for which the challenger may give no usable answer, all silence together; then the"
          + " run ends with what it has.")
  @Default.Double(300)
  double getChallengerPatience();

  void setChallengerPatience(double value);

  @Description("Largest message of the challenger that is taken, in bytes.")
  @Default.Integer(64 << 20)
  int getMessageLimit();

  void setMessageLimit(int value);

  @Description("Most characters of a print's name; messages with longer ones are refused.")
  @Default.Integer(128)
  int getMaxPrintId();

  void setMaxPrintId(int value);

  @Description(
      "Whether every message is written to a spool before it is worked on, so that a restart loses"
          + " nothing that was received: on (files), memory (of this process, for an engine that"
          + " runs in it; only what has no result in the end goes to files) or off. Default: on"
          + " where the engine restarts from checkpoints and with --keepSpool or --spoolDir; with"
          + " --payload=spool on, or memory on Flink in one process;"
          + " memory on Direct; off with the reference program.")
  @Nullable String getSpool();

  void setSpool(@Nullable String value);

  @Description(
      "Directory of the spool, which all workers must be able to read and write; must be new or"
          + " empty. Default: spool in the results directory.")
  @Nullable String getSpoolDir();

  void setSpoolDir(@Nullable String value);

  @Description(
      "Keep messages whose results are out, in the spool's directory kept, instead of deleting"
          + " them.")
  @Default.Boolean(false)
  boolean getKeepSpool();

  void setKeepSpool(boolean value);
}
