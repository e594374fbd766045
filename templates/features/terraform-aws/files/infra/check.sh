#!/bin/sh
# Format, validity and tests of the root and of every module; needs no account.
set -eu

cd "$(dirname "$0")"
terraform fmt -check -diff -recursive
for folder in . modules/*; do
  echo "== $folder"
  terraform -chdir="$folder" init -backend=false -input=false > /dev/null
  terraform -chdir="$folder" validate
  terraform -chdir="$folder" test
done
