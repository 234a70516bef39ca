#!/usr/bin/env bash
# pack.sh DIR [TARGET]: what a foreign machine needs for 'bench gpu', but for the driver and libtorch, in one folder and in an archive of it,
# DIR.tar.xz: a Java of its own, the jars of TARGET, and a script. TARGET is what 'mvn -Ppytorch-cuda -DskipTests package' made; without it, it is made here.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
[ $# -ge 1 ] || { sed -n 2,4p "${BASH_SOURCE[0]}" >&2; exit 2; }
out=$1
target=${2:-$home/target}
if [ -e "$out" ]; then
  echo "$out is there already; name a new folder" >&2
  exit 2
fi
if [ $# -lt 2 ]; then
  mvn -q -B -f "$home/pom.xml" -Ppytorch-cuda -DskipTests package
fi
if ! ls "$target"/lib/pytorch-jni-*.jar > /dev/null 2>&1; then
  echo "no pytorch-jni in $target/lib: package with -Ppytorch-cuda" >&2
  exit 2
fi
mkdir -p "$out/lib"
cp "$target/marginlab.jar" "$out/"
# The proof draws no charts of reports, and trains with PyTorch, whose natives the machine has or is told to get.
find "$target/lib" -name '*.jar' ! -name 'mxnet-native-*' ! -name 'pytorch-native-*' ! -name 'echarts-*' \
  -exec cp {} "$out/lib/" \;
"${JAVA_HOME:+$JAVA_HOME/bin/}jlink" --strip-debug --no-header-files --no-man-pages --compress=2 --output "$out/java" \
  --add-modules java.desktop,java.instrument,java.management,java.naming,java.net.http,java.sql,java.scripting,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.unsupported,jdk.zipfs
cat > "$out/gpu-proof" << 'RUN'
#!/bin/sh
# gpu-proof [--out DIR] [--libtorch DIR] [--minutes N]: the proof of this machine's GPUs.
here=$(cd "$(dirname "$0")" && pwd)
case " $* " in *" --out "*) ;; *) set -- --out gpu "$@" ;; esac
exec "$here/java/bin/java" -jar "$here/marginlab.jar" bench gpu "$@"
RUN
chmod +x "$out/gpu-proof"
tar -C "$(dirname "$out")" -cJf "$out.tar.xz" "$(basename "$out")"
du -sm "$out.tar.xz" "$out" | sed 's/\t/ MB in /'
