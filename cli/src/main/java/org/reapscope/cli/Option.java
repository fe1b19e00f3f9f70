package org.reapscope.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or an argument that a command takes, and after the command line was read what it held.
 *
 * <p>Made of calls, not of picocli's annotations: finding and reading those by reflection takes
 * longer at every start than reading a small log.
 *
 * @param <T> what its words are turned into
 */
final class Option<T> {
  private final String[] names;
  private final String label;
  private final Class<?> type;
  private final @Nullable Class<?> element;
  private @Nullable Object start;
  private @Nullable String usual;
  private @Nullable String separator;
  private @Nullable String arity;
  private boolean required;
  private String text = "";
  private @Nullable ArgSpec spec;

  private Option(Class<?> type, @Nullable Class<?> element, String label, String... names) {
    this.names = names;
    this.label = label;
    this.type = type;
    this.element = element;
  }

  /** An option that is there or not. */
  static Option<Boolean> flag(String... names) {
    return new Option<Boolean>(boolean.class, null, "", names).orElse(false);
  }

  /** An option with one value, which help calls {@code label}. */
  static <T> Option<T> of(Class<T> type, String label, String... names) {
    return new Option<>(type, null, label, names);
  }

  /** An option that may be given several times. */
  static <E> Option<List<E>> list(Class<E> element, String label, String... names) {
    return new Option<List<E>>(List.class, element, label, names).orElse(List.of());
  }

  /** The arguments that are no options; {@code arity} says how many there may be: 1..* */
  static Option<List<String>> arguments(String label, String arity) {
    return Option.list(String.class, label).times(arity);
  }

  /** The one argument that is no option. */
  static Option<String> argument(String label, String arity) {
    return Option.of(String.class, label).times(arity);
  }

  private Option<T> times(String range) {
    arity = range;
    required = !range.startsWith("0");
    return this;
  }

  /** What it is when not given. */
  Option<T> orElse(T value) {
    start = value;
    return this;
  }

  /** The word that it is when not given; {@code ${DEFAULT-VALUE}} in its text. */
  Option<T> byDefault(String word) {
    usual = word;
    return this;
  }

  /** What stands between values given in one word. */
  Option<T> splitAt(String regex) {
    separator = regex;
    return this;
  }

  /** It has to be given. */
  Option<T> required() {
    required = true;
    return this;
  }

  /** What the help page says of it. */
  Option<T> says(String sentence) {
    text = sentence;
    return this;
  }

  /** What the command line held. */
  T get() {
    T value = orNull();
    if (value == null) {
      throw new IllegalStateException(label + " was asked for before a command line was read");
    }
    return value;
  }

  /** What the command line held, null when nothing. */
  @Nullable T orNull() {
    return spec().getValue();
  }

  /** The same for picocli. */
  ArgSpec spec() {
    if (spec == null) {
      spec = names.length == 0 ? positional() : option();
    }
    return spec;
  }

  private OptionSpec option() {
    OptionSpec.Builder it = OptionSpec.builder(names).type(type).description(text);
    if (element != null) {
      it.auxiliaryTypes(element);
    }
    if (separator != null) {
      it.splitRegex(separator);
    }
    return it.paramLabel(label).initialValue(start).defaultValue(usual).required(required).build();
  }

  private PositionalParamSpec positional() {
    PositionalParamSpec.Builder it = PositionalParamSpec.builder().type(type).description(text);
    if (element != null) {
      it.auxiliaryTypes(element);
    }
    return it.paramLabel(label)
        .arity(arity)
        .initialValue(start)
        .defaultValue(usual)
        .required(required)
        .build();
  }
}
