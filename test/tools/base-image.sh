#!/bin/sh
# Builds a stand-in for docker.io/library/node:24-bookworm-slim where Docker Hub cannot be reached, once:
#   apt-get install --no-install-recommends buildah podman runc catatonit netavark aardvark-dns debootstrap
#   test/tools/base-image.sh          (as root; about a minute; 400 MB below IMAGE_STORE)
set -eu

store="${IMAGE_STORE:-/var/tmp/create-backend-image}"
mkdir -p "$store/node"

cat > "$store/storage.conf" <<CONF
[storage]
driver = "overlay"
runroot = "$store/run"
graphroot = "$store/graph"
CONF
cat > "$store/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[network]
network_backend = "netavark"
CONF

# Node and npm from their packages.
(cd "$store/node" && npm init --yes > /dev/null && npm install --no-audit --no-fund node@24 npm@11)

root="$store/rootfs"
[ -d "$root" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$root"
cp -L "$store/node/node_modules/node/bin/node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules"
cp -r "$store/node/node_modules/npm" "$root/usr/local/lib/node_modules/"
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
chroot "$root" sh -c 'id node > /dev/null 2>&1 || { groupadd -g 1000 node && useradd -u 1000 -g 1000 -m node; }'
# The host's authorities, for a registry behind a private one.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

export CONTAINERS_STORAGE_CONF="$store/storage.conf" CONTAINERS_CONF="$store/containers.conf"
container="$(buildah from scratch)"
buildah add --quiet "$container" "$root" /
buildah config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt --cmd node \
  --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
buildah commit --quiet --format docker "$container" docker.io/library/node:24-bookworm-slim
buildah rm "$container" > /dev/null
