# Starts PostgreSQL; on the first start creates the cluster, the user "shop" and its database "shop".
# SHOP_DB_PASSWORD_FILE: path of the file with that user's password (default /run/secrets/shop-db-password), read on the first start only.
set -eu
umask 077

data=/var/lib/postgresql/data
cluster=$data/15
password_file=${SHOP_DB_PASSWORD_FILE:-/run/secrets/shop-db-password}

if [ ! -d "$cluster" ]; then
  if [ ! -r "$password_file" ] || [ ! -s "$password_file" ]; then
    echo "start-postgres: no password: $password_file is missing, empty or not readable by uid $(id -u)" >&2
    exit 1
  fi

  # The cluster is made beside its place and renamed once complete: a start that is killed half-way leaves nothing to repair.
  rm -rf "$data/15.new"
  initdb --pgdata="$data/15.new" --username=postgres --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=peer --auth-host=scram-sha-256 --no-instructions >/dev/null

  # Doubled quotes are all that a string literal needs; a statement that fails is not logged, because it holds the password.
  password=$(head -n 1 "$password_file" | tr -d '\r' | sed "s/'/''/g")
  {
    printf "CREATE ROLE shop LOGIN PASSWORD '%s'\n" "$password"
    echo "CREATE DATABASE shop OWNER shop"
  } | postgres --single -D "$data/15.new" -c log_min_error_statement=panic -c exit_on_error=on template1 >/dev/null
  mv "$data/15.new" "$cluster"
fi

postgres -D "$cluster" \
  -c listen_addresses='*' \
  -c hba_file=/opt/shop-database/pg_hba.conf \
  -c unix_socket_directories=/run/postgresql \
  -c jit=off &
server=$!

# SIGTERM would make PostgreSQL wait for its clients to leave; SIGINT shuts down at once and in order.
trap 'kill -INT "$server"' TERM INT
status=0
while kill -0 "$server" 2>/dev/null; do
  wait "$server" && status=0 || status=$?
done
exit "$status"
