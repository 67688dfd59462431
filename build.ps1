# Bootstrap for Windows and PowerShell (5.1 or 7): the same steps as build.sh, which documents them.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$project = Join-Path $root 'build/_build.csproj'
$output = Join-Path $root 'build/bin/bootstrap'
$stamp = Join-Path $output '.built'
$choice = Join-Path $root 'artifacts/official-packages.props'
$reason = Join-Path $root 'artifacts/official-packages.txt'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
$env:NUKE_TELEMETRY_OPTOUT = '1'

function Stop-Build([int] $code, [string] $message) {
    [Console]::Error.WriteLine($message)
    exit $code
}

$hosts = 'AppVeyor', 'AzurePipelines', 'Bamboo', 'Bitbucket', 'Bitrise', 'GitHubActions', 'GitLab', 'Jenkins', 'Rider', 'SpaceAutomation', 'TeamCity',
    'Terminal', 'TravisCI', 'VisualStudio', 'VSCode'
$verbosities = 'verbose', 'normal', 'minimal', 'quiet'
$asked = @{}
$told = @{}

function Test-Option([string] $shown, [string] $name, [string[]] $values) {
    $expected = ''
    switch ($name) {
        'verbosity' { if ($values.Count -ne 1 -or $values[0] -notin $verbosities) { $expected = 'verbose, normal, minimal or quiet is' } }
        'host' { if ($values.Count -ne 1 -or $values[0] -notin $hosts) { $expected = "one of $($hosts -join ', ') is" } }
        'root' {
            $isFolder = $values.Count -eq 1 -and (Test-Path -LiteralPath $values[0] -PathType Container)
            if ($values.Count -ne 0 -and -not $isFolder) { $expected = 'a folder is' }
        }
        'target' { if ($values.Count -gt 0) { $asked['target'] = $true } }
        'plan' { $asked['plan'] = $true }
        'help' { $asked['help'] = $true }
    }
    if ($expected) { Stop-Build 2 "${shown}: $expected expected, not `"$values`"" }
}

function Test-Arguments([string[]] $arguments) {
    $shown, $option, $values = '', 'target', @()
    foreach ($argument in $arguments) {
        if (-not $argument.StartsWith('-')) {
            $values += $argument
            continue
        }
        Test-Option $shown $option $values
        $shown, $option, $values = $argument, $argument.Replace('-', ''), @()
    }
    Test-Option $shown $option $values
    foreach ($name in 'HOST', 'NUKE_HOST', 'VERBOSITY', 'NUKE_VERBOSITY') {
        $value = [Environment]::GetEnvironmentVariable($name)
        if ($value) { Test-Option "The environment's $name" $name.Replace('NUKE_', '') @($value) }
    }
    if ($asked['plan'] -and -not $asked['target'] -and -not $asked['help']) { Stop-Build 2 '--plan: a target is expected before it, as in Deploy --plan' }
}

function Get-CentralVersion([string] $package) {
    $pattern = "Include=`"$([regex]::Escape($package))`" Version=`"([^`"]*)`""
    if ((Get-Content -Raw (Join-Path $root 'Directory.Packages.props')) -match $pattern) { $Matches[1] }
}

function Show-Announcement {
    if ($told['announcement'] -or (Test-Path -LiteralPath $stamp)) { return }
    $told['announcement'] = $true
    [Console]::Error.WriteLine('The build project is not built yet: that takes a minute or two, this once.')
}

# Restores the very graph that would be built. Any failure but that of a feed is one of this repository or of the machine, and ends here.
function Restore-Official {
    $ErrorActionPreference = 'Continue' # what dotnet writes to its error stream is text here, and no error of this script
    Show-Announcement
    $file = Join-Path $root 'artifacts/official-restore.log'
    New-Item -ItemType Directory -Force -Path (Split-Path $file) | Out-Null
    $env:DOTNET_CLI_UI_LANGUAGE = 'en'
    $log = @(& $dotnet restore $project -p:OfficialPackages=true --verbosity quiet -nologo 2>&1 | ForEach-Object { "$_" })
    $code = $LASTEXITCODE
    Remove-Item Env:DOTNET_CLI_UI_LANGUAGE
    Set-Content -Path $file -Value $log
    if ($code -eq 0) { return @{ Served = $true; How = 'asked' } }
    $errors = @($log | Where-Object { $_ -match ': error ' } | ForEach-Object { $_ -replace '^.*?: error *', '' })
    $unasked = $errors | Where-Object { $_ -match '^NU130' } | Select-Object -First 1
    if ($unasked) { return @{ How = 'unasked'; Obstacle = "the package feed could not be asked: $unasked" } }
    $missing = $errors | Where-Object { $_ -match '^NU110[123]: .* package (Nuke\.[\w.-]*\w)' } |
        ForEach-Object { [regex]::Match($_, ' package (Nuke\.[\w.-]*\w)').Groups[1].Value } | Sort-Object | Select-Object -First 1
    if ($missing) { return @{ How = 'asked'; Obstacle = "the package feed does not serve $missing $(Get-CentralVersion $missing)" } }
    $first = if ($errors) { $errors[0] } else { "see $file" }
    Stop-Build 2 "Official Nuke's packages can't be restored: $first`nOfficialPackages=false builds with compat."
}

function Set-Choice([string] $official, [string] $how, [string] $why) {
    $line = "<Project><PropertyGroup><OfficialPackages>$official</OfficialPackages></PropertyGroup></Project>"
    New-Item -ItemType Directory -Force -Path (Split-Path $choice) | Out-Null
    if (-not (Test-Path $choice) -or (Get-Content -Raw $choice).Trim() -cne $line) {
        if (Test-Path $output) { Remove-Item -Recurse -Force $output }
        Set-Content -Path $choice -Value $line
    }
    Set-Content -Path $reason -Value "$how`t$why"
    [Console]::Error.WriteLine("Nuke is $why")
}

function Select-Packages {
    $known = if ((Test-Path $choice) -and (Test-Path $reason)) { (Get-Content -Raw $reason).Split("`t")[0] }
    switch -CaseSensitive ("$(if ($env:OfficialPackages) { $env:OfficialPackages } else { 'auto' })") {
        'true' {
            if (-not $known -or (Get-Content -Raw $choice) -notmatch '>true<') {
                $answer = Restore-Official
                if (-not $answer.Served) { Stop-Build 2 "OfficialPackages=true: $($answer.Obstacle)" }
            }
            Set-Choice true forced 'official: OfficialPackages=true'
        }
        'false' { Set-Choice false forced 'compat: OfficialPackages=false' }
        'auto' {
            $sources = [IO.DirectoryInfo]::new($root).EnumerateFiles() |
                Where-Object { $_.Name -in 'Directory.Packages.props', 'nuget.config' }
            $answered = if ($known) { (Get-Item $reason).LastWriteTimeUtc }
            if ($known -eq 'asked' -and -not ($sources | Where-Object { $_.LastWriteTimeUtc -gt $answered })) { return }
            if ($known -eq 'unasked' -and -not (Test-Stale)) { return }
            $answer = Restore-Official
            if ($answer.Served) { Set-Choice true asked "official: the package feed serves Nuke.Common $(Get-CentralVersion Nuke.Common)" }
            else { Set-Choice false $answer.How "compat: $($answer.Obstacle)" }
        }
        default { Stop-Build 2 "OfficialPackages: true, false or auto is expected, not `"$env:OfficialPackages`"" }
    }
}

# A folder and all in it but what builds leave there; a deleted file makes its folder newer.
function Get-Inputs([IO.DirectoryInfo] $folder) {
    $folder
    foreach ($item in $folder.EnumerateFileSystemInfos()) {
        if ($item -isnot [IO.DirectoryInfo]) { $item }
        elseif ($item.Name -cnotin 'bin', 'obj') { Get-Inputs $item }
    }
}

function Test-Stale {
    if (-not (Test-Path -LiteralPath $stamp)) { return $true }
    $built = [IO.File]::GetLastWriteTimeUtc($stamp)
    $folders = 'build', 'compat', 'src/Slipway', 'src/Slipway.Docker', 'src/Slipway.Routers', 'src/Slipway.Nuke'
    $inputs = @($folders | ForEach-Object { Get-Inputs ([IO.DirectoryInfo]::new((Join-Path $root $_))) }) +
        @([IO.DirectoryInfo]::new($root).EnumerateFiles() | Where-Object {
            $_.Name -in 'global.json', '.editorconfig' -or $_.Name -like 'Directory.*.props' -or $_.Name -like 'Directory.*.targets' }) +
        @([IO.FileInfo]::new($choice) | Where-Object { $_.Exists })
    return @($inputs | Where-Object { $_.LastWriteTimeUtc -gt $built }).Count -gt 0
}

function Find-DotNet {
    if (Get-Command dotnet -ErrorAction SilentlyContinue) { return 'dotnet' }
    $folder = Join-Path $HOME '.dotnet'
    $own = Join-Path $folder $(if ([IO.Path]::DirectorySeparatorChar -eq '\') { 'dotnet.exe' } else { 'dotnet' })
    if (-not (Test-Path -LiteralPath $own)) { Install-Sdk $folder }
    return $own
}

function Install-Sdk([string] $folder) {
    [Console]::Error.WriteLine("No .NET SDK found: installing the one that global.json asks for into $folder ...")
    $installer = Join-Path ([IO.Path]::GetTempPath()) "dotnet-install-$PID.ps1"
    try {
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        Invoke-WebRequest -UseBasicParsing -Uri 'https://dot.net/v1/dotnet-install.ps1' -OutFile $installer
    } catch {
        Stop-Build 4 'The .NET SDK could not be downloaded. Install .NET 10 (https://dotnet.microsoft.com/download) and run this again.'
    }
    & $installer -InstallDir $folder -Channel 10.0 -NoPath *>&1 | ForEach-Object { [Console]::Error.WriteLine("$_") }
    Remove-Item -Force $installer
}

function Build-Project {
    $ErrorActionPreference = 'Continue' # as in Restore-Official
    Show-Announcement
    [Console]::Error.Write('Building the build project ... ')
    $watch = [Diagnostics.Stopwatch]::StartNew()
    New-Item -ItemType Directory -Force -Path $output | Out-Null
    $log = @(& $dotnet build $project --configuration Release --output $output --verbosity quiet -nologo -clp:NoSummary 2>&1 |
        ForEach-Object { "$_" })
    $code = $LASTEXITCODE
    Set-Content -Path (Join-Path $output 'build.log') -Value $log
    if ($code -ne 0) {
        # As in build.sh.
        $hint = if ($log -match '\.cs\([0-9,]+\): error |^CSC : error ') {
            "`nThis checkout does not compile. ``Rollback`` and ``Status`` for the same target also run from any other checkout of " +
                'this repository that does, such as the commit before: the target remembers its releases.'
        }
        Stop-Build 2 "failed:`n$($log -join "`n")$hint"
    }
    Set-Content -Path $stamp -Value ''
    [Console]::Error.WriteLine("$([int] $watch.Elapsed.TotalSeconds) s")
}

Test-Arguments $args
$dotnet = Find-DotNet
Select-Packages
if (Test-Stale) { Build-Project }
if ($asked['plan'] -and $IsLinux -and -not (Get-Command xdg-open -ErrorAction SilentlyContinue)) {
    $standIn = Join-Path $output 'no-browser'
    New-Item -ItemType Directory -Force -Path $standIn | Out-Null
    Set-Content -Path (Join-Path $standIn 'xdg-open') -Value '#!/bin/sh'
    & chmod +x (Join-Path $standIn 'xdg-open')
    $env:PATH = "${standIn}:$env:PATH"
    [Console]::Error.WriteLine("There is no browser to show the plan in; its page is $root/.nuke/temp/execution-plan.html")
}

& $dotnet (Join-Path $output '_build.dll') @args
exit $LASTEXITCODE
