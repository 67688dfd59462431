#!/usr/bin/env bash
# Bootstrap: refuses arguments that Nuke would not survive, finds (or installs) the .NET SDK, chooses between official Nuke and compat, builds the
# build project when one of its inputs is newer than its output, and becomes the build process (exec), so that a signal reaches the release.
set -euo pipefail

# Where a symbolic link leads to: the repository is there, and not where the link is.
script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
  link=$(readlink "$script")
  if [[ $link = /* ]]; then script=$link; else script=$(dirname "$script")/$link; fi
done
root=$(cd "$(dirname "$script")" && pwd)
project="$root/build/_build.csproj"
# Below the project: official Nuke writes .nuke/build.schema.json only when it finds a project above its program.
output="$root/build/bin/bootstrap"
stamp="$output/.built"
choice="$root/artifacts/official-packages.props"
# How the choice came about (asked, unasked or forced), a tab, and what was said of it.
reason="$root/artifacts/official-packages.txt"
# Official Nuke's first start at a terminal would wait for a key.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NUKE_TELEMETRY_OPTOUT=1

fail() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

hosts="AppVeyor|AzurePipelines|Bamboo|Bitbucket|Bitrise|GitHubActions|GitLab|Jenkins|Rider|SpaceAutomation|TeamCity|Terminal|TravisCI|VisualStudio|VSCode"
plan=false target=false help=false announced=false

# check_option SHOWN NAME [VALUE...]
check_option() {
  local shown=$1 name=$2
  shift 2
  case "$name" in
    verbosity) [[ $# = 1 && $1 =~ ^(verbose|normal|minimal|quiet)$ ]] || fail 2 "$shown: verbose, normal, minimal or quiet is expected, not \"$*\"" ;;
    host) [[ $# = 1 && $1 =~ ^($hosts)$ ]] || fail 2 "$shown: one of ${hosts//|/, } is expected, not \"$*\"" ;;
    root) [[ $# = 0 || ($# = 1 && -d $1) ]] || fail 2 "$shown: a folder is expected, not \"$*\"" ;;
    target) [ $# = 0 ] || target=true ;;
    plan) plan=true ;;
    help) help=true ;;
  esac
}

# Official Nuke dies of an unhandled exception on what is refused here. Its names ignore case and dashes; an option's values end at the next one.
check_arguments() {
  local argument name shown="" option=target values=()
  shopt -s nocasematch
  for argument in "$@"; do
    if [[ $argument != -* ]]; then
      values+=("$argument")
      continue
    fi
    check_option "$shown" "$option" ${values[@]+"${values[@]}"}
    shown=$argument option=${argument//-/} values=()
  done
  check_option "$shown" "$option" ${values[@]+"${values[@]}"}
  for name in HOST NUKE_HOST VERBOSITY NUKE_VERBOSITY; do
    if [ -n "${!name-}" ]; then check_option "The environment's $name" "${name#NUKE_}" "${!name}"; fi
  done
  shopt -u nocasematch
  if [ $plan = true ] && [ $target = false ] && [ $help = false ]; then fail 2 "--plan: a target is expected before it, as in Deploy --plan"; fi
}

# The SDK can't do without. Bash knows the account's own folder also where the variable is not set.
require_home() {
  if [ -n "${HOME-}" ]; then return; fi
  unset HOME
  local folder=~
  [ -d "$folder" ] || fail 2 "HOME is not set, and this account has no folder of its own: set HOME to one that the .NET SDK may write to"
  export HOME=$folder
  echo "HOME is not set: $HOME is taken" >&2
}

require_writable() {
  local folder
  for folder in "$root/artifacts" "$root/.nuke/temp" "$root/build/bin"; do
    { mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ]; } ||
      fail 2 "$folder can't be written to, and every build writes there: take a checkout that belongs to whoever builds"
  done
}

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

# Before the first thing that takes long: what is done, how long about, and that it is not so every time. On the error stream, as all that is said here.
announce() {
  if [ $announced = true ] || [ -f "$stamp" ]; then return; fi
  announced=true
  echo "The build project is not built yet: that takes a minute or two, this once." >&2
}

# Official Nuke is chosen where the package feed serves it; OfficialPackages=true|false forces the choice. The feed's answer holds until the
# versions or the sources of packages change; where it could not be asked, it is asked again with the next build.
choose_packages() {
  local known=""
  if [ -f "$choice" ] && [ -f "$reason" ]; then known=$(cut -f1 "$reason"); fi
  case "${OfficialPackages:-auto}" in
    true)
      if [ "$known" = "" ] || ! grep -q '>true<' "$choice"; then restore_official || fail 2 "OfficialPackages=true: $obstacle"; fi
      choose true forced "official: OfficialPackages=true"
      ;;
    false) choose false forced "compat: OfficialPackages=false" ;;
    auto)
      if [ "$known" = asked ] && [ -z "$(find "$root"/Directory.Packages.props "$root"/[Nn]u[Gg]et.[Cc]onfig -newer "$reason" 2>/dev/null)" ]; then return; fi
      if [ "$known" = unasked ] && ! is_stale; then return; fi
      if restore_official; then
        choose true asked "official: the package feed serves Nuke.Common $(version_of Nuke.Common)"
      else
        choose false "$asked" "compat: $obstacle"
      fi
      ;;
    *) fail 2 "OfficialPackages: true, false or auto is expected, not \"$OfficialPackages\"" ;;
  esac
}

# Restores the very graph that would be built. Where it can't be had, $obstacle says why and $asked whether the feed has answered; any other
# failure is one of this repository or of the machine, and ends here.
restore_official() {
  local log="$root/artifacts/official-restore.log" error missing
  announce
  mkdir -p "$root/artifacts"
  if DOTNET_CLI_UI_LANGUAGE=en "$dotnet" restore "$project" -p:OfficialPackages=true --verbosity quiet -nologo >"$log" 2>&1; then return 0; fi
  error=$(sed -n 's/^.*: error *//p' "$log" | sed -n 1p)
  missing=$(sed -n 's/^.*error NU110[123]: .* package \([A-Za-z0-9_.-]*[A-Za-z0-9]\).*$/\1/p' "$log" | sort | sed -n '/^Nuke\./{p;q;}')
  if grep -q 'error NU130' "$log"; then
    asked=unasked obstacle="the package feed could not be asked: $(sed -n 's/^.*: error \(NU130.*\)/\1/p' "$log" | sed -n 1p)"
  elif [ -n "$missing" ]; then
    asked=asked obstacle="the package feed does not serve $missing $(version_of "$missing")"
  else
    fail 2 "Official Nuke's packages can't be restored: ${error:-see $log}"$'\n'"OfficialPackages=false builds with compat."
  fi
  return 1
}

version_of() {
  sed -n "s/.*Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" "$root/Directory.Packages.props"
}

# choose OFFICIAL HOW REASON
choose() {
  local line="<Project><PropertyGroup><OfficialPackages>$1</OfficialPackages></PropertyGroup></Project>"
  mkdir -p "$root/artifacts"
  if [ ! -f "$choice" ] || [ "$(cat "$choice")" != "$line" ]; then
    rm -rf "$output"
    printf '%s\n' "$line" >"$choice"
  fi
  printf '%s\t%s\n' "$2" "$3" >"$reason"
  echo "Nuke is $3" >&2
}

# Sources, project files and their folders (a deleted file makes its folder newer).
is_stale() {
  [ ! -f "$stamp" ] || [ -n "$(find "$root/build" "$root/compat" "$root/src/Slipway" "$root/src/Slipway.Docker" "$root/src/Slipway.Routers" \
    "$root/src/Slipway.Nuke" "$root/global.json" "$root/.editorconfig" "$root"/Directory.*.props "$root"/Directory.*.targets "$choice" \
    \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build() {
  local started=$SECONDS
  announce
  printf 'Building the build project ... ' >&2
  mkdir -p "$output"
  if ! "$dotnet" build "$project" --configuration Release --output "$output" --verbosity quiet -nologo -clp:NoSummary >"$output/build.log" 2>&1; then
    printf 'failed:\n' >&2
    cat "$output/build.log" >&2
    # A compiler's error stands in a source file, or names the compiler where it is of none. What fails otherwise may fail anywhere.
    if grep -Eq '\.cs\([0-9,]+\): error |^CSC : error ' "$output/build.log"; then
      echo 'This checkout does not compile. `Rollback` and `Status` for the same target also run from any other checkout of' \
        'this repository that does, such as the commit before: the target remembers its releases.' >&2
    fi
    exit 2
  fi
  touch "$stamp"
  printf '%d s\n' "$((SECONDS - started))" >&2
}

# Nuke opens the plan's page in a browser and fails where there is none: then nothing stands in for it, and the page is named.
stand_in_for_browser() {
  if command -v xdg-open >/dev/null 2>&1; then return; fi
  mkdir -p "$output/no-browser"
  printf '#!/bin/sh\n' >"$output/no-browser/xdg-open"
  chmod +x "$output/no-browser/xdg-open"
  PATH="$output/no-browser:$PATH"
  echo "There is no browser to show the plan in; its page is $root/.nuke/temp/execution-plan.html" >&2
}

check_arguments "$@"
require_home
require_writable
find_dotnet
choose_packages
if is_stale; then build; fi
if [ $plan = true ]; then stand_in_for_browser; fi
exec "$dotnet" "$output/_build.dll" "$@"
