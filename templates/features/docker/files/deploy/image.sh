#!/bin/sh
# One image of a release, the same bytes from the same commit:
#   deploy/image.sh build <image> app|migrate <app>   makes <REGISTRY>/<image>:<RELEASE> on this machine
#   deploy/image.sh carry <image> <release before>    gives the image of an earlier release the new name too
#   deploy/image.sh push <image>                      pushes it and prints its digest
#   deploy/image.sh digest <image>                    prints the digest that the registry has
set -eu

command="${1:?usage: image.sh build|carry|push|digest <image> …}"
name="${REGISTRY:?such as registry.example.com/team}/${2:?which image?}"
release="${RELEASE:?such as the commit}"

digest() {
  docker buildx imagetools inspect "$name:$release" --format '{{.Manifest.Digest}}'
}

case "$command" in
  build)
    # Files get the time of the commit: who builds it, and when, changes nothing.
    SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)"
    export SOURCE_DATE_EPOCH
    docker buildx build --file deploy/Dockerfile --target "${3:?app or migrate?}" --build-arg "APP=${4:-}" \
      --provenance=false --output "type=docker,rewrite-timestamp=true" --tag "$name:$release" .
    ;;
  carry)
    docker buildx imagetools create --tag "$name:$release" "$name:${3:?from which release?}"
    ;;
  push)
    docker push --quiet "$name:$release" >&2
    digest
    ;;
  digest)
    digest
    ;;
  *)
    echo "image.sh: there is no command $command" >&2
    exit 2
    ;;
esac
