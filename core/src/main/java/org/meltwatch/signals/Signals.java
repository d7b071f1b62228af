package org.meltwatch.signals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that ask a process to end: Ctrl-C, the usual word of {@code kill}, and the end of a
 * terminal. What the Java virtual machine does with them by itself is to begin its shutdown, in
 * which engines take themselves apart all at once; whoever has something to finish first must know
 * of a signal before that.
 *
 * <p>The JDK's class for it ({@code sun.misc.Signal}, module {@code jdk.unsupported}) is there in
 * every release, but no program can be compiled against it without a warning: hence by name.
 */
public enum Signals {
  HUP(129),
  INT(130),
  TERM(143);

  private final int exitCode;

  Signals(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What a shell reports of a process that this signal has ended. */
  public int exitCode() {
    return exitCode;
  }

  /** The name that people know, such as {@code SIGTERM}. */
  public String fullName() {
    return "SIG" + name();
  }

  /**
   * Tells a handler of each of these signals from now on, each time in a thread of its own. A
   * signal that this process was started with the word to ignore stays ignored, as {@code nohup}
   * does with {@link #HUP}.
   *
   * @throws IllegalStateException if the virtual machine leaves signals alone, by {@code -Xrs}
   */
  public static void handle(List<Signals> signals, Consumer<Signals> handler) {
    for (Signals signal : signals) {
      install(
          signal,
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handlerType()},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.accept(signal);
                      yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "handler of " + signal.fullName();
                  }));
    }
  }

  /**
   * Ignores these signals from now on.
   *
   * @throws IllegalStateException if the virtual machine leaves signals alone, by {@code -Xrs}
   */
  public static void ignore(List<Signals> signals) {
    for (Signals signal : signals) {
      try {
        install(signal, handlerType().getField("SIG_IGN").get(null));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this JDK cannot ignore " + signal.fullName(), e);
      }
    }
  }

  private static void install(Signals signal, Object handler) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Object of = type.getConstructor(String.class).newInstance(signal.name());
      type.getMethod("handle", type, handlerType()).invoke(null, of, handler);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "this virtual machine does not tell of %s: %s"
              .formatted(signal.fullName(), e.getCause().getMessage()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }

  private static Class<?> handlerType() {
    try {
      return Class.forName("sun.misc.SignalHandler");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this JDK has no signals", e);
    }
  }
}
