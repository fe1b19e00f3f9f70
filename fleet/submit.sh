#!/bin/sh
# Runs the fleet job without an installed Spark, with the Spark that Maven brings.
#
#   fleet/submit.sh [--cluster] PATH... -o FOLDER [--tag NAME=REGEX]...
#
# Plain: on this machine's processors, local[*]. --cluster: on a standalone cluster of one master and
# two workers that this script starts on 127.0.0.1 and stops again. From the environment:
#
#   MASTER         a cluster of your own, or local[2]
#   SPARK_CORES    processors of each worker of --cluster (1)
#   SPARK_MEMORY   heap of the driver and of each executor (1g)
#   SPARK_JAVA     options of the driver's and executors' Java. By default -XX:TieredStopAtLevel=1:
#                  to compile the job with every optimisation takes Java a minute of a processor, which
#                  only many minutes of work repay; for those give -XX:+TieredCompilation
#   WORKER_PIDS    a file to write the workers' process numbers to, for a test that kills one
#   CLUSTER_LOGS   a folder to keep what master and workers log
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(dirname "$here")
jar=$here/target/quick/reapscope-fleet.jar
classpath=$here/target/quick/spark.classpath
cores=${SPARK_CORES:-1}
memory=${SPARK_MEMORY:-1g}
java_options=${SPARK_JAVA:--XX:TieredStopAtLevel=1}

if [ ! -f "$jar" ] || [ ! -f "$classpath" ] ||
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$jar" 2>/dev/null | head -n 1)" ]; then
  echo "building the job (the first time brings 285 MB of Spark) ..." >&2
  mvn -q -B -ntp -f "$root/pom.xml" -Pfleet -Dquick -Dmaven.test.skip=true -Dbuild.folder=target/quick \
    -pl fleet -am package >&2
fi

opens='--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.lang.invoke=ALL-UNNAMED
 --add-opens=java.base/java.lang.reflect=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
 --add-opens=java.base/java.net=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED
 --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED
 --add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
 --add-opens=java.base/sun.nio.cs=ALL-UNNAMED --add-opens=java.base/sun.security.action=ALL-UNNAMED
 --add-opens=java.base/sun.util.calendar=ALL-UNNAMED -Djdk.reflect.useDirectMethodHandle=false'
export SPARK_LOCAL_IP=127.0.0.1 SPARK_SCALA_VERSION=2.13
# To be called in a subshell, which becomes the program: its process number is then the program's.
spark() {
  # shellcheck disable=SC2086 # options are words by intention
  exec java -Xmx"$memory" $java_options $opens "-Dlog4j2.configurationFile=$here/log4j2.properties" -cp "$(cat "$classpath")" "$@"
}

master=${MASTER:-local[*]}
if [ "${1:-}" = --cluster ]; then
  shift
  work=$(mktemp -d)
  logs=${CLUSTER_LOGS:-$work}
  mkdir -p "$logs"
  # Workers start executors with what stands here, as an installed Spark would.
  mkdir -p "$work/home/jars"
  tr ':' '\n' <"$classpath" | while read -r each; do ln -s "$each" "$work/home/jars/"; done
  export SPARK_HOME="$work/home"
  pids=
  trap 'kill $pids 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  (spark org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 0 \
    >"$logs/master.log" 2>&1) &
  pids=$!
  master=spark://127.0.0.1:17077
  for worker in 1 2; do
    (memory=512m spark org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores "$cores" --memory "$memory" \
      --work-dir "$logs/$worker" "$master" >"$logs/worker-$worker.log" 2>&1) &
    pids="$pids $!"
    # For a test that kills one in mid-job.
    [ -z "${WORKER_PIDS:-}" ] || echo $! >>"$WORKER_PIDS"
  done
fi

bar=false
[ ! -t 2 ] || bar=true
(spark org.apache.spark.deploy.SparkSubmit --master "$master" --class org.reapscope.fleet.FleetJob \
  --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false --conf "spark.executor.memory=$memory" \
  --conf "spark.executor.extraJavaOptions=$java_options" --conf "spark.ui.showConsoleProgress=$bar" --conf spark.log.level=WARN "$jar" "$@")
