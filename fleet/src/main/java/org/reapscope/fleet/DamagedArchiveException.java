package org.reapscope.fleet;

import java.io.IOException;

/** An archive that cannot be unpacked; the message says why. */
final class DamagedArchiveException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
