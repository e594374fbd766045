#!/bin/sh
# Format, validity and tests of both roots and of every module; needs no account.
# TERRAFORM=tofu runs the same with OpenTofu.
set -eu

cd "$(dirname "$0")"
terraform="${TERRAFORM:-terraform}"
"$terraform" fmt -check -diff -recursive
for folder in . account modules/*; do
  echo "== $folder"
  "$terraform" -chdir="$folder" init -backend=false -input=false > /dev/null
  "$terraform" -chdir="$folder" validate
  "$terraform" -chdir="$folder" test
done
