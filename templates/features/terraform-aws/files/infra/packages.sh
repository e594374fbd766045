#!/bin/sh
# The packages of a release in dist/packages, with their list of contents, in the bucket of packages:
#   PACKAGES=<bucket> RELEASE=… infra/packages.sh push                                  signs and uploads them
#   PACKAGES=<bucket> RELEASE=… infra/packages.sh pull <who may sign, as cosign says it>…  fetches what was signed
set -eu

folder="$(dirname "$0")/../dist/packages"
store="s3://${PACKAGES:?which bucket?}/${RELEASE:?such as the commit}"

case "${1:-}" in
  push)
    cd "$folder"
    # Named inside what is signed: no release can be passed off as another one.
    echo "$RELEASE" > release.txt
    sha256sum ./*.zip sbom.spdx.json release.txt > sums
    cosign sign-blob --yes --bundle sums.sigstore.json sums > /dev/null
    aws s3 cp --only-show-errors --recursive . "$store/"
    ;;
  pull)
    shift
    rm -rf "$folder"
    mkdir -p "$folder"
    cd "$folder"
    aws s3 cp --only-show-errors "$store/sums" sums
    aws s3 cp --only-show-errors "$store/sums.sigstore.json" sums.sigstore.json
    cosign verify-blob "$@" --bundle sums.sigstore.json sums > /dev/null 2>&1 || {
      echo "packages.sh: $store was not signed by this repository's CI" >&2
      exit 1
    }
    # Nothing is fetched that was not signed.
    sed 's/^[0-9a-f]*  //' sums | while read -r name; do
      aws s3 cp --only-show-errors "$store/${name#./}" "$name"
    done
    sha256sum -c sums > /dev/null || {
      echo "packages.sh: $store holds other bytes than were signed" >&2
      exit 1
    }
    [ "$(cat release.txt)" = "$RELEASE" ] || {
      echo "packages.sh: $store holds the release $(cat release.txt)" >&2
      exit 1
    }
    ;;
  *)
    echo 'usage: packages.sh push|pull …' >&2
    exit 2
    ;;
esac
