#!/bin/sh
# Installs the real server into the build folder and prints its schema, each only when that version is not there yet.
# usage: prepare.sh VERSION BUILD_FOLDER
set -eu
version=$1 build=$2
binary=$build/codex/node_modules/.bin/codex

# Left by the tests of the run before; kept until now for looking.
rm -rf "$build/peers"

if [ ! -x "$binary" ] || [ "$(cat "$build/codex/version" 2>/dev/null)" != "$version" ]; then
  rm -rf "$build/codex" "$build/schema"
  mkdir -p "$build/codex"
  npm install --loglevel=error --no-audit --no-fund --no-save --no-package-lock --prefix "$build/codex" "@openai/codex@$version"
  echo "$version" >"$build/codex/version"
fi

if [ ! -f "$build/schema/version" ]; then
  # The server wants its home outside its temporary folder.
  rm -rf "$build/schema" "$build/schema.part"
  mkdir -p "$build/schema.part" "$build/schema-home" "$build/schema-tmp"
  export CODEX_HOME="$build/schema-home" TMPDIR="$build/schema-tmp"
  "$binary" app-server generate-json-schema --out "$build/schema.part/stable"
  "$binary" app-server generate-json-schema --experimental --out "$build/schema.part/experimental"
  echo "$version" >"$build/schema.part/version"
  mv "$build/schema.part" "$build/schema"
fi
