#!/bin/sh
# Signs an image and its list of contents with the identity of this CI run; there is no key to keep.
#   deploy/sign.sh <image>@sha256:… sbom.spdx.json
set -eu

image="${1:?usage: sign.sh <image>@<digest> <sbom>}"
case "$image" in
  *@sha256:*) ;;
  *)
    echo "sign.sh: $image is a name that can move; sign a digest" >&2
    exit 2
    ;;
esac
cosign sign --yes "$image"
cosign attest --yes --type spdxjson --predicate "${2:?which SBOM?}" "$image"
