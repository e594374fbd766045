#!/bin/sh
# Migrates, waits, then rolls out, and takes it back when it does not work:
#   deploy/k8s/deploy.sh prod 1.4.2 [file of <image>=sha256:… lines]
set -eu

usage='usage: deploy.sh dev|prod <release> [digests]'
stage="${1:?$usage}"
release="${2:?$usage}"
digests="${3:-}"

# The release names a job, so it has to be what Kubernetes accepts in a name.
case "$release" in
  latest | unreleased | *[!a-z0-9.-]* | [!a-z0-9]* | *[!a-z0-9])
    echo "deploy.sh: '$release' does not name a release (small letters, digits, dots, hyphens)" >&2
    exit 2
    ;;
esac

if [ -n "$digests" ] && [ ! -r "$digests" ]; then
  echo "deploy.sh: $digests cannot be read" >&2
  exit 2
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
here="$(dirname "$0")"
cp -R "$here/base" "$here/overlays" "$work"
overlay="$work/overlays/$stage"

# Quoted where it stands alone: YAML takes 1.10 for a number.
sed "s/: unreleased\$/: '$release'/; s/unreleased/$release/" "$overlay/kustomization.yaml" > "$work/released"
awk -v digests="$digests" '
  BEGIN {
    while (digests != "" && (getline line < digests) > 0) {
      split(line, pair, "=")
      digest[pair[1]] = pair[2]
    }
  }
  { print }
  $1 == "newName:" {
    last = split($2, part, "/")
    if (part[last] in digest) print "    digest: " digest[part[last]]
  }
' "$work/released" > "$overlay/kustomization.yaml"
if [ -n "$digests" ] && grep -A 1 'newName:' "$overlay/kustomization.yaml" | grep -q 'newTag:'; then
  echo "deploy.sh: $digests does not name every image of the overlay" >&2
  exit 2
fi

namespace="$(sed -n 's/^namespace: //p' "$overlay/kustomization.yaml")"
manifest="$work/manifest.yaml"
kubectl kustomize "$overlay" > "$manifest"

in_namespace() {
  kubectl --namespace "$namespace" "$@"
}

migrate() {
  job="job/migrate-$release"
  for _ in $(seq 180); do
    state="$(in_namespace get "$job" --output 'jsonpath={.status.conditions[?(@.status=="True")].type}')"
    case "$state" in
      *Complete*) return 0 ;;
      *Failed*) break ;;
    esac
    sleep "${POLL_SECONDS:-5}"
  done
  in_namespace logs "$job" --all-containers --tail 50 >&2 || true
  echo "deploy.sh: $job did not end well; the apps were not touched" >&2
  return 1
}

kubectl apply --filename "$manifest" --selector 'deploy-step notin (serve, once)'
if grep -q "^  name: migrate-$release\$" "$manifest"; then migrate; fi
kubectl apply --filename "$manifest" --selector 'deploy-step=serve'

apps="$(in_namespace get deployment --selector deploy-step=serve --output name)"
for app in $apps; do
  if ! in_namespace rollout status "$app" --timeout 6m; then
    echo "deploy.sh: $app did not become ready; back to the release before" >&2
    for other in $apps; do in_namespace rollout undo "$other" || true; done
    exit 1
  fi
done
