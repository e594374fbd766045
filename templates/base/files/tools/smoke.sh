#!/bin/sh
# Is a system that was just released well?  tools/smoke.sh https://shop.example.com [path]…
# It is ready, describes itself, asks its database, and lets no stranger in. Functions have nobody who is ready for
# all of them: below each of their paths somebody must answer.
set -eu

url="${1:?usage: smoke.sh <url> [path]…}"
shift
answer="$(mktemp)"
trap 'rm -f "$answer"' EXIT

# expect <status, as a pattern> <path> [curl options]: asks again until the answer is one that is wanted.
expect() {
  wanted="$1"
  path="$2"
  shift 2
  for _ in $(seq "${SMOKE_TRIES:-12}"); do
    status="$(curl --silent --max-time 10 --output "$answer" --write-out '%{http_code}' "$@" "$url$path" || true)"
    case "$status" in
      $wanted)
        echo "smoke: $path answered $status"
        return 0
        ;;
    esac
    sleep "${POLL_SECONDS:-5}"
  done
  echo "smoke: $url$path answered $status instead of $wanted" >&2
  head -c 500 "$answer" >&2
  return 1
}

guarded=no
if [ $# -eq 0 ]; then
  expect 200 /readyz
  expect 200 /openapi.json
  if grep -q '"/auth/sign-in"' "$answer"; then guarded=yes; fi
fi
for path in "$@"; do
  expect '[234]??' "$path"
  if [ "$path" = /auth ]; then guarded=yes; fi
done
if [ "$guarded" = yes ]; then
  expect 401 /auth/sign-in --header 'content-type: application/json' \
    --data '{"email":"nobody@example.com","password":"not-the-password"}'
fi
