package org.meltwatch.launch;

import org.meltwatch.processes.FakeMain;

/** The launcher with {@link FakeMain} in place of the real main class. */
public final class FakeLauncher {

  private FakeLauncher() {}

  public static void main(String[] args) {
    Launcher.run(FakeMain.class.getName(), args);
  }
}
