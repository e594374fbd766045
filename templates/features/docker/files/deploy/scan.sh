#!/bin/sh
# Looks into an image on this machine: known vulnerabilities that have a fix stop it, and sbom.spdx.json lists
# what is inside.  REGISTRY=… RELEASE=… deploy/scan.sh <image>
set -eu

name="${REGISTRY:?}/${1:?usage: scan.sh <image>}:${RELEASE:?}"
# The bot moves these tags; their digests are pinned by it too.
grype='anchore/grype:v0.110.0'
syft='anchore/syft:v1.42.3'

docker save --output image.tar "$name"
trap 'rm -f image.tar' EXIT
docker run --rm --volume "$PWD:/work" "$grype" docker-archive:/work/image.tar --fail-on high --only-fixed
docker run --rm --volume "$PWD:/work" "$syft" scan docker-archive:/work/image.tar --output spdx-json=/work/sbom.spdx.json
