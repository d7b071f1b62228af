package org.meltwatch.transforms.plates;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.meltwatch.tracking.PrintLedger;
import org.meltwatch.transforms.state.StateCoder;

/** Encodes the view of a plate for state. */
public final class LedgerCoder extends StateCoder<PrintLedger> {

  @Override
  protected void write(PrintLedger value, DataOutputStream out) throws IOException {
    value.write(out);
  }

  @Override
  protected PrintLedger read(DataInputStream in) throws IOException {
    return PrintLedger.read(in);
  }
}
