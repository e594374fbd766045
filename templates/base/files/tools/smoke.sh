#!/bin/sh
# Is a system that was just released well?  tools/smoke.sh https://shop.example.com
# It is ready, describes itself, asks its database, and lets no stranger in.
set -eu

url="${1:?usage: smoke.sh <url>}"
answer="$(mktemp)"
trap 'rm -f "$answer"' EXIT

# expect <status> <path> [curl options]: asks again until the answer is the one wanted.
expect() {
  wanted="$1"
  path="$2"
  shift 2
  for _ in $(seq "${SMOKE_TRIES:-12}"); do
    status="$(curl --silent --max-time 10 --output "$answer" --write-out '%{http_code}' "$@" "$url$path" || true)"
    if [ "$status" = "$wanted" ]; then
      echo "smoke: $path answered $wanted"
      return 0
    fi
    sleep "${POLL_SECONDS:-5}"
  done
  echo "smoke: $url$path answered $status instead of $wanted" >&2
  head -c 500 "$answer" >&2
  return 1
}

expect 200 /readyz
expect 200 /openapi.json
if grep -q '"/auth/sign-in"' "$answer"; then
  expect 401 /auth/sign-in --header 'content-type: application/json' \
    --data '{"email":"nobody@example.com","password":"not-the-password"}'
fi
