# Runs in the container of a registry that Slipway started. Takes manifests away, then the blobs that nothing refers to any more.
#
#   perl -e <this> STORAGE CONFIG PORT GRACE LATEST LOOK [keep=REPOSITORY@DIGEST | drop=REPOSITORY@DIGEST | repository=NAME]...
#
# No push is broken by it:
# - Slipway's pushes hold the lock of this registry from their first request to their last; while one does, nothing is done.
# - Nothing is taken while a request is under way: the server is stopped where it stands (SIGSTOP), and goes on at once unless it stands
#   idle. What comes meanwhile waits in the listening socket, and is answered after it.
# - So every request sees the store before or after. A push of anybody else that has one request before and one after is refused at its
#   end by the server, which asks for every blob of a manifest, and is whole when it is repeated; what is younger than GRACE seconds is
#   left, so that this needs a blob that lay there for nobody.
use strict;
use warnings;
use Fcntl qw(:flock);
use POSIX ();

my ($storage, $config, $port, $grace, $latest, $look, @named) = @ARGV;
my $root = "$storage/docker/registry/v2";
my (%keep, %drop, %repository);
for (@named) {
    my ($kind, $value) = split /=/, $_, 2;
    $kind eq 'repository' ? ($repository{$value} = 1) : $kind eq 'keep' ? ($keep{$value} = 1) : ($drop{$value} = 1);
}
$repository{(split /@/)[0]} = 1 for keys %drop;
$repository{$_} && !-d "$root/repositories/$_" and delete $repository{$_} for keys %repository;
exit 0 unless %repository;

sub busy { print "BUSY $_[0]\n"; exit 0 }

sub names {
    my ($folder) = @_;
    opendir(my $handle, $folder) or return ();
    # A sort has no value where a number is expected; a list has its length there.
    my @names = sort grep { $_ ne '.' && $_ ne '..' } readdir $handle;
    return @names;
}

sub content {
    my ($file) = @_;
    open(my $handle, '<', $file) or return '';
    local $/;
    return scalar(<$handle>) // '';
}

sub young {
    my ($file) = @_;
    my $written = (stat $file)[9];
    return defined $written && time - $written < $grace;
}

sub remove {
    my ($path) = @_;
    if (-d $path && !-l $path) {
        remove("$path/$_") for names($path);
        rmdir $path;
    } else {
        unlink $path;
    }
}

sub blob { my ($hex) = @_; return "$root/blobs/sha256/" . substr($hex, 0, 2) . "/$hex" }
sub text { my ($hex) = @_; return content(blob($hex) . '/data') }
sub revisions { my ($name) = @_; return names("$root/repositories/$name/_manifests/revisions/sha256") }

# Of a manifest its configuration; of a list of manifests the manifests.
sub parts { my ($hex) = @_; return text($hex) =~ /"digest"\s*:\s*"sha256:([0-9a-f]{64})"/g }
sub is_list { my ($hex) = @_; return text($hex) =~ /"manifests"\s*:/ }

# What Slipway's build wrote into the image: whether it is one, and the tag that it was pushed with.
sub built {
    my ($hex) = @_;
    for my $manifest (is_list($hex) ? parts($hex) : $hex) {
        for my $configuration (grep { (-s blob($_) . '/data' // 0) < 1_000_000 } parts($manifest)) {
            my $labels = text($configuration);
            next unless $labels =~ /"org\.opencontainers\.image\.version"\s*:\s*"([^"]*)"/;
            (my $tag = $1) =~ tr/+/-/;
            return ($tag, scalar($labels =~ /"slipway\.image"\s*:/));
        }
    }
    return (undef, 0);
}

# Whether a manifest may go; its own tags are in the list then.
sub obsolete {
    my ($name, $hex, %tagged) = @_;
    my $reference = "$name\@sha256:$hex";
    my $link = "$root/repositories/$name/_manifests/revisions/sha256/$hex/link";
    return if $keep{$reference} || young($link);
    my ($own, $ours) = built($hex);
    return unless $drop{$reference} || $ours;
    for my $tag (@{$tagged{$hex} // []}) {
        next if defined $own && $tag eq $own && !young("$root/repositories/$name/_manifests/tags/$tag/current/link");
        next if $tag eq 'latest' && $latest;
        return;
    }
    return 1;
}

# The manifests of one repository that may go, with their tags.
sub find {
    my ($name) = @_;
    my %tagged;
    for my $tag (names("$root/repositories/$name/_manifests/tags")) {
        push @{$tagged{$1}}, $tag if content("$root/repositories/$name/_manifests/tags/$tag/current/link") =~ /^sha256:([0-9a-f]{64})/;
    }
    my @all = revisions($name);
    my %part_of = map { my $list = $_; map { $_ => $list } parts($list) } grep { is_list($_) } @all;
    # A part of a list goes with the list and not before.
    my @going = grep { !$part_of{$_} && obsolete($name, $_, %tagged) } @all;
    my %going = map { $_ => 1 } @going;
    my @lists = grep { is_list($_) && !$going{$_} } @all;
    my %needed = map { $_ => 1 } map { parts($_) } @lists;
    for my $part (map { parts($_) } grep { is_list($_) } @going) {
        push @going, $part if !$needed{$part} && !$tagged{$part} && !$going{$part}++;
    }
    return ([@going], \%tagged);
}

my @found = map { my $name = $_; map { "$name\@sha256:$_" } @{(find($name))[0]} } sort keys %repository;
if ($look || !@found) {
    print map { "REMOVED $_\n" } @found;
    exit 0;
}

open(my $lock, '>>', "$storage/.slipway-lock") or busy("its lock can't be opened: $!");
my $asked = 0;
until (flock($lock, LOCK_EX | LOCK_NB)) {
    busy('a push is under way') if ++$asked > 20;
    select(undef, undef, undef, 0.1);
}

my ($server) = grep { content("/proc/$_/cmdline") =~ /docker-registry\0serve/ && content("/proc/$_/comm") =~ /^docker-registry/ }
    grep { /^\d+$/ } names('/proc');
busy('its server is not found') unless $server;
busy('an earlier version of Slipway made its container; remove that, the next deploy makes another before the same images')
    if $server == 1;

# A socket that the server has not accepted yet has no inode: its request has not begun.
sub idle {
    my $local = sprintf(':%04X', $port);
    for my $line (map { split /\n/, content("/proc/net/$_") } qw(tcp tcp6)) {
        my @field = split ' ', $line;
        return 0 if @field > 9 && $field[1] =~ /\Q$local\E$/ && $field[3] =~ /^(01|04|05|08)$/ && $field[9] ne '0';
    }
    return 1;
}

# Whoever kills this program, for want of memory perhaps, must not leave the server standing.
my $guard = fork // busy("it can't start a guard: $!");
if ($guard == 0) {
    close STDOUT;
    close STDERR;
    sleep 70;
    kill 'CONT', $server;
    POSIX::_exit(0);
}

my ($stopped, $self) = (0, $$);
sub go_on { kill 'CONT', $server if $stopped; $stopped = 0 }
END { local $?; if (defined $self && $$ == $self) { go_on(); kill 'KILL', $guard; waitpid $guard, 0 } }
$SIG{$_} = sub { exit 1 } for qw(TERM INT HUP PIPE ALRM);
alarm 60;

for (my $tries = 0; ; $tries++) {
    busy('a request is under way') if $tries > 30;
    $stopped = kill 'STOP', $server;
    # The signal is delivered at once; a thread in a system call stops when it leaves it.
    select(undef, undef, undef, 0.02);
    last if idle();
    go_on();
    select(undef, undef, undef, 0.1);
}

my @removed;
for my $name (sort keys %repository) {
    my ($going, $tagged) = find($name);
    my $manifests = "$root/repositories/$name/_manifests";
    for my $hex (@$going) {
        remove("$manifests/tags/$_") for @{$tagged->{$hex} // []};
        remove("$manifests/tags/$_/index/sha256/$hex") for names("$manifests/tags");
        remove("$manifests/revisions/sha256/$hex");
        push @removed, "REMOVED $name\@sha256:$hex";
    }
    remove("$root/repositories/$name") unless revisions($name) || names("$root/repositories/$name/_uploads");
}

# Which blobs nothing refers to is the registry's own word.
my $freed = 0;
if (@removed && open(my $collector, '-|', 'docker-registry', 'garbage-collect', '--dry-run', $config)) {
    my @eligible = map { /blob eligible for deletion: sha256:([0-9a-f]{64})/ ? $1 : () } <$collector>;
    if (close $collector) {
        for my $hex (grep { !young(blob($_) . '/data') } @eligible) {
            $freed += (-s blob($hex) . '/data') // 0;
            remove(blob($hex));
        }
    } else {
        print "BUSY what nothing refers to could not be found (exit code ", $? >> 8, ")\n";
    }
}

go_on();
print map { "$_\n" } @removed;
print "FREED $freed\n";
