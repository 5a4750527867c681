#!/bin/sh
# Creates Temporal's two databases where they are missing, and brings their schema to the version of this image.
# Running it again changes nothing. Address, user and password come from the environment (SQL_...).
set -eu

for name in temporal visibility; do
  case $name in
    temporal) database=temporal ;;
    visibility) database=temporal_visibility ;;
  esac
  temporal-sql-tool --plugin postgres12 --db "$database" create
  temporal-sql-tool --plugin postgres12 --db "$database" setup-schema -v 0.0
  temporal-sql-tool --plugin postgres12 --db "$database" update-schema \
    -d "/etc/temporal/schema/postgresql/v12/$name/versioned"
done
