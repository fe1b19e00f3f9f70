package org.reapscope.analyzer.whatif;

/** A shell pattern: {@code *} is any text, {@code ?} one character; nothing else is special. */
record Glob(String pattern) {

  /** Whether the whole text fits; linear in memory, at worst quadratic in time. */
  boolean matches(String text) {
    int at = 0;
    int in = 0;
    int star = -1;
    int resume = 0;
    while (in < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = in;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(in))) {
        at++;
        in++;
      } else if (star >= 0) {
        at = star + 1;
        in = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /** As {@link #matches}, against the last part of a path where the pattern names no folder. */
  boolean matchesPath(String path) {
    boolean whole = pattern.indexOf('/') >= 0;
    return matches(whole ? path : path.substring(path.lastIndexOf('/') + 1));
  }
}
