package org.reapscope.fleet;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** The file systems as the driver was told to reach them, for workers too. */
final class Storage implements Serializable {
  private static final long serialVersionUID = 1;

  private final SerializableConfiguration settings;

  Storage(Configuration settings) {
    this.settings = new SerializableConfiguration(settings);
  }

  /** The file system of a path. */
  FileSystem of(String path) throws IOException {
    return new Path(path).getFileSystem(settings.value());
  }
}
