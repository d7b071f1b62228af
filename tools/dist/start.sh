#!/bin/sh
# Needs a Java of 17 or newer: that of JAVA_HOME, or the one on the PATH.
set -eu
script=$0
while [ -L "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=$(dirname "$script")/$link ;;
  esac
done
home=$(cd "$(dirname "$script")/.." && pwd -P)

class_path=
for jar in "$home"/lib/*.jar; do
  class_path=$class_path:$jar
done
main=@dist.main@
if [ "${1-}" = cluster ] && [ -n "@dist.cluster@" ]; then
  main=@dist.cluster@
  shift
fi
: "${MELTWATCH_JVM_FLAGS=}"
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" @dist.jvmFlags@ -cp "${class_path#:}" "$main" "$@"
