#!/bin/sh
# Migrates, waits, then rolls out:  deploy/k8s/deploy.sh dev
# Before the first time, create one Secret per app and one named `migrate`; the manifests name the keys.
set -eu

overlay="$(dirname "$0")/overlays/${1:?usage: deploy.sh dev|prod}"
manifest="$(mktemp)"
trap 'rm -f "$manifest"' EXIT
kubectl kustomize "$overlay" > "$manifest"
namespace="$(sed -n 's/^namespace: //p' "$overlay/kustomization.yaml")"

# A job cannot be changed, only replaced.
kubectl delete job migrate --namespace "$namespace" --ignore-not-found
kubectl apply --filename "$manifest" --selector 'deploy-step!=serve'
kubectl wait job/migrate --namespace "$namespace" --for condition=complete --timeout 15m
kubectl apply --filename "$manifest" --selector 'deploy-step=serve'
for app in $(kubectl get deployment --namespace "$namespace" --output name); do
  kubectl rollout status "$app" --namespace "$namespace" --timeout 5m
done
