#!/bin/sh
# Zips each bundled function for Lambda: the same bundle gives the same bytes, so only changes are deployed.
# sbom.spdx.json lists the packages that bundles are made of.
set -eu

cd "$(dirname "$0")/.."
rm -rf dist/packages
mkdir -p dist/packages
for folder in dist/apps/*/; do
  app="$(basename "$folder")"
  find "$folder" -exec touch -d '2000-01-01T00:00:00Z' {} +
  (cd "$folder" && find . -type f | LC_ALL=C sort | TZ=UTC zip -q -X -@ "../../packages/$app.zip")
done
npm sbom --omit=dev --package-lock-only --sbom-format=spdx > dist/packages/sbom.spdx.json
