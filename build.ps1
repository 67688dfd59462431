# Bootstrap for Windows and PowerShell: the same steps as build.sh, which documents them.
[CmdletBinding()]
param([Parameter(Position = 0, ValueFromRemainingArguments = $true)][string[]] $BuildArguments)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$project = Join-Path $root 'build/_build.csproj'
$output = Join-Path $root 'artifacts/build'
$stamp = Join-Path $output '.built'
$choice = Join-Path $root 'artifacts/official-packages.props'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('No .NET SDK found. Install .NET 10 (https://dotnet.microsoft.com/download) and run this again.')
    exit 4
}

New-Item -ItemType Directory -Force -Path $output | Out-Null
$official = if ($env:OfficialPackages) { $env:OfficialPackages } else { 'auto' }
if ($official -notin 'true', 'false', 'auto') {
    [Console]::Error.WriteLine("OfficialPackages: true, false or auto is expected, not `"$official`"")
    exit 2
}
if ($official -ne 'auto' -or -not (Test-Path $choice)) {
    if ($official -eq 'auto') {
        & dotnet restore (Join-Path $root 'build/official/Official.csproj') --verbosity quiet *> $null
        $official = if ($LASTEXITCODE -eq 0) { 'true' } else { 'false' }
    }
    $line = "<Project><PropertyGroup><OfficialPackages>$official</OfficialPackages></PropertyGroup></Project>"
    if (-not (Test-Path $choice) -or (Get-Content -Raw $choice).Trim() -ne $line) { Set-Content -Path $choice -Value $line }
    Write-Host "Packages: $(if ($official -eq 'true') { 'official Nuke' } else { 'compat' })"
}

$inputs = @('build', 'compat', 'src/Slipway', 'src/Slipway.Docker', 'src/Slipway.Routers', 'src/Slipway.Nuke') | ForEach-Object { Join-Path $root $_ }
$newest = Get-ChildItem -Path ($inputs + (Join-Path $root 'Directory.*.props') + $choice) -Recurse |
    Where-Object { $_.FullName -notmatch '[\\/](bin|obj)([\\/]|$)' } | Sort-Object LastWriteTimeUtc -Descending | Select-Object -First 1
if (-not (Test-Path $stamp) -or $newest.LastWriteTimeUtc -gt (Get-Item $stamp).LastWriteTimeUtc) {
    & dotnet build $project --configuration Release --output $output --verbosity quiet -nologo -clp:NoSummary
    if ($LASTEXITCODE -ne 0) { exit 2 }
    Set-Content -Path $stamp -Value ''
}

& dotnet (Join-Path $output '_build.dll') @BuildArguments
exit $LASTEXITCODE
