#!/usr/bin/env bash
# Bootstrap: finds (or installs) the .NET SDK, chooses between the official packages and compat, builds the build project when one of its
# inputs is newer than its output, and becomes the build process (exec), so that a signal to this script reaches the release.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project="$root/build/_build.csproj"
output="$root/artifacts/build"
stamp="$output/.built"
choice="$root/artifacts/official-packages.props"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

find_dotnet() {
  if command -v dotnet >/dev/null 2>&1; then
    dotnet=dotnet
  elif [ -x "$HOME/.dotnet/dotnet" ]; then
    dotnet="$HOME/.dotnet/dotnet"
  else
    install_sdk
  fi
}

install_sdk() {
  echo "No .NET SDK found: installing the one that global.json asks for into $HOME/.dotnet ..." >&2
  local script
  script=$(mktemp)
  curl -fsSL https://dot.net/v1/dotnet-install.sh -o "$script" || {
    echo "The .NET SDK could not be downloaded. Install .NET 10 (https://dotnet.microsoft.com/download) and run this again." >&2
    exit 4
  }
  bash "$script" --install-dir "$HOME/.dotnet" --channel 10.0 --no-path >&2
  rm -f "$script"
  dotnet="$HOME/.dotnet/dotnet"
}

# Asks the package feed once whether it serves the official packages; OfficialPackages=true|false forces the answer.
choose_packages() {
  mkdir -p "$(dirname "$choice")"
  local official="${OfficialPackages:-auto}"
  case "$official" in
    true | false) ;;
    auto)
      if [ -f "$choice" ]; then return; fi
      official=false
      if "$dotnet" restore "$root/build/official/Official.csproj" --verbosity quiet >/dev/null 2>&1; then official=true; fi
      ;;
    *)
      echo "OfficialPackages: true, false or auto is expected, not \"$official\"" >&2
      exit 2
      ;;
  esac
  local line="<Project><PropertyGroup><OfficialPackages>$official</OfficialPackages></PropertyGroup></Project>"
  if [ ! -f "$choice" ] || [ "$(cat "$choice")" != "$line" ]; then printf '%s\n' "$line" >"$choice"; fi
  if [ "$official" = true ]; then
    echo "Packages: official Nuke"
  else
    echo "Packages: compat (the feed does not serve the official Nuke, or OfficialPackages=false)"
  fi
}

# Sources, project files and their folders (a deleted file makes its folder newer).
is_stale() {
  [ ! -f "$stamp" ] || [ -n "$(find "$root/build" "$root/compat" "$root/src/Slipway" "$root/src/Slipway.Docker" "$root/src/Slipway.Routers" \
    "$root/src/Slipway.Nuke" "$root/global.json" "$root/.editorconfig" "$root"/Directory.*.props "$root"/Directory.*.targets "$choice" \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit 2>/dev/null)" ]
}

find_dotnet
if [ "${OfficialPackages:-auto}" != auto ] || [ ! -f "$choice" ]; then choose_packages; fi
if is_stale; then
  started=$SECONDS
  printf 'Building the build project ... ' >&2
  mkdir -p "$output"
  if ! "$dotnet" build "$project" --configuration Release --output "$output" --verbosity quiet -nologo -clp:NoSummary >"$output/build.log" 2>&1; then
    printf 'failed:\n' >&2
    cat "$output/build.log" >&2
    exit 2
  fi
  touch "$stamp"
  printf '%d s\n' "$((SECONDS - started))" >&2
fi

exec "$dotnet" "$output/_build.dll" "$@"
