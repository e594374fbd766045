#!/bin/sh
# Prints <image>=<digest> for every image of a release, each only if this repository's CI signed it:
#   REGISTRY=… RELEASE=… deploy/signed-digests.sh <who may sign, as cosign says it>…  < images, one a line
set -eu

here="$(dirname "$0")"
while read -r image; do
  digest="$("$here/image.sh" digest "$image")"
  cosign verify "$@" "${REGISTRY:?}/$image@$digest" > /dev/null 2>&1 || {
    echo "signed-digests.sh: $image@$digest was not signed by this repository's CI" >&2
    exit 1
  }
  echo "$image=$digest"
done
