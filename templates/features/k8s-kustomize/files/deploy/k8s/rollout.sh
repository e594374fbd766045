#!/bin/sh
# A release to one environment: out, looked at, and kept or taken back.
#   deploy/k8s/rollout.sh dev|prod <release> <digests> <url>
set -eu

usage='usage: rollout.sh dev|prod <release> <digests> <url>'
stage="${1:?$usage}"
release="${2:?$usage}"
url="${4:?$usage}"
here="$(dirname "$0")"
namespace="$(sed -n 's/^namespace: //p' "$here/overlays/$stage/kustomization.yaml")"

# Takes itself back when an app does not become ready.
"$here/deploy.sh" "$stage" "$release" "$3"

if "$here/../../tools/smoke.sh" "$url"; then
  echo "rollout.sh: $release stays in $stage"
  exit 0
fi
echo "rollout.sh: $release answers wrongly; back to the release before" >&2
apps="$(kubectl --namespace "$namespace" get deployment --selector deploy-step=serve --output name)"
for app in $apps; do kubectl --namespace "$namespace" rollout undo "$app"; done
for app in $apps; do kubectl --namespace "$namespace" rollout status "$app" --timeout 6m; done
exit 1
