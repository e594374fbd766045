#!/bin/sh
# Runs once, on an empty data folder: a login role for the apps, and their databases.
# The role inherits nothing; a unit of work takes on its module's role (SET LOCAL ROLE).
set -eu

psql -v ON_ERROR_STOP=1 -v password="$APP_DB_PASSWORD" --username postgres <<'SQL'
create role app login noinherit password :'password';
SQL

for database in $APP_DATABASES; do
  createdb --username postgres "$database"
done
# The message log makes its own tables. Owning the database would not do: the role inherits nothing.
if [ -n "${BROKER_DATABASE:-}" ]; then
  createdb --username postgres "$BROKER_DATABASE"
  psql -v ON_ERROR_STOP=1 --username postgres --dbname "$BROKER_DATABASE" \
    --command 'grant create on schema public to app'
fi
