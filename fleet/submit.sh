#!/bin/sh
# Runs the fleet job without an installed Spark, with the Spark that Maven brings.
#
#   fleet/submit.sh [--cluster] PATH... -o FOLDER [--tag NAME=REGEX]...
#
# Plain: on this machine's processors, local[*]. --cluster: on a standalone cluster of one master and
# two workers that this script starts on 127.0.0.1 and stops again. MASTER in the environment names a
# cluster of your own. Where Spark is installed, spark-submit does the same:
#
#   spark-submit --class org.reapscope.fleet.FleetJob fleet/target/reapscope-fleet.jar PATH... -o FOLDER
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(dirname "$here")
jar=$here/target/reapscope-fleet.jar
classpath=$here/target/spark.classpath
cores=${SPARK_CORES:-1}

if [ ! -f "$jar" ] || [ ! -f "$classpath" ]; then
  echo "building the job (the first time brings 285 MB of Spark) ..." >&2
  mvn -q -B -ntp -f "$root/pom.xml" -Pfleet -Dquick -DskipTests -pl fleet -am package >&2
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
  exec java -Xmx"${SPARK_MEMORY:-1g}" $opens -cp "$(cat "$classpath")" "$@"
}

master=${MASTER:-local[*]}
if [ "${1:-}" = --cluster ]; then
  shift
  work=$(mktemp -d)
  # Workers start executors with what stands here, as an installed Spark would.
  mkdir -p "$work/home/jars"
  tr ':' '\n' <"$classpath" | while read -r each; do ln -s "$each" "$work/home/jars/"; done
  export SPARK_HOME="$work/home"
  pids=
  trap 'kill $pids 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  (spark org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 17077 --webui-port 0 \
    >"$work/master.log" 2>&1) &
  pids=$!
  master=spark://127.0.0.1:17077
  for worker in 1 2; do
    (spark org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 --cores "$cores" --memory 1g \
      --work-dir "$work/$worker" "$master" >"$work/worker-$worker.log" 2>&1) &
    pids="$pids $!"
    # For a test that kills one in mid-job.
    [ -z "${WORKER_PIDS:-}" ] || echo $! >>"$WORKER_PIDS"
  done
fi

(spark org.apache.spark.deploy.SparkSubmit --master "$master" --class org.reapscope.fleet.FleetJob \
  --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false --conf spark.executor.memory=900m \
  --conf "spark.driver.extraJavaOptions=-Dlog4j2.level=warn" "$jar" "$@")
