package org.reapscope.fleet;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** The file systems as the driver was told to reach them, for workers too. */
final class Storage implements Serializable {
  private static final long serialVersionUID = 1;

  /** Sent once to each worker: reading a thousand settings takes as long as auditing a small trace. */
  private final Broadcast<SerializableConfiguration> settings;

  Storage(JavaSparkContext context) {
    this.settings = context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
  }

  /** The file system of a path. */
  FileSystem of(String path) throws IOException {
    return new Path(path).getFileSystem(settings.value().value());
  }
}
