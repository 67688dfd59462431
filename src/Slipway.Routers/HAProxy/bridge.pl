# Runs inside the router's container for as long as a Slipway process holds its session. One line in, one framed answer out.
#   hello                          -> ok
#   now                            -> milliseconds since 1970 by the clock that the proxy sees, rounded up to whole seconds
#   each <command>                 -> what every worker answers, the current one first, each after a line "= <pid>"
#   change <path> <hex> <command>  -> save, then each: one request, so that a client that dies can't part the file from the proxy
#   reload                         -> asks the master to start a new worker and let the old one finish what it holds
#   read <path>                    -> the file; nothing if there is none
#   save <path> <hex>              -> writes the file so that a crash at any moment leaves the old or the new one
# Answers: every line prefixed by a space, then "." alone; or "!" and the reason. A connection a command gives exact framing
# (the proxy closes after its answer) and reaches the workers of this moment: after a reload the old one goes on serving what it holds,
# by its own copy of the map, so every change goes to it too.
use strict;
use warnings;
use IO::Handle;
use IO::Socket::UNIX;
my $master = shift @ARGV;
# The certificate's key is among the files.
umask 077;
$| = 1;

sub cli {
    my ($command) = @_;
    my $socket = IO::Socket::UNIX->new(Peer => $master) or die "the proxy's master socket does not answer: $!\n";
    print {$socket} "$command\n";
    # The master keeps a connection open until it sees the end of the input.
    shutdown($socket, 1);
    local $/;
    my $answer = <$socket>;
    return defined $answer ? $answer : '';
}

sub workers {
    my ($leaving, @current, @old) = (0);
    for (split /\n/, cli('show proc')) {
        $leaving = 1 if /^# old workers/;
        last if /^# programs/;
        push @{$leaving ? \@old : \@current}, $1 if /^(\d+)\s+worker\s/;
    }
    @current or die "the proxy has no worker\n";
    return (@current, @old);
}

sub each_worker {
    my ($command) = @_;
    return join('', map { my $answer = cli("\@!$_ $command"); $answer =~ s/\n*\z/\n/; "= $_\n$answer" } workers());
}

sub slurp {
    my ($path) = @_;
    return '' unless -e $path;
    open(my $file, '<', $path) or die "$path: $!\n";
    local $/;
    return <$file> // '';
}

sub save {
    my ($path, $content) = @_;
    my $temporary = "$path.new";
    open(my $file, '>', $temporary) or die "$temporary: $!\n";
    print {$file} $content or die "$temporary: $!\n";
    $file->flush && $file->sync or die "$temporary: $!\n";
    close($file) or die "$temporary: $!\n";
    rename($temporary, $path) or die "$path: $!\n";
    # The rename is durable only once the folder is.
    (my $folder = $path) =~ s{/[^/]*$}{};
    open(my $handle, '<', $folder) or die "$folder: $!\n";
    $handle->sync or die "$folder: $!\n";
    return '';
}

while (my $line = <STDIN>) {
    chomp $line;
    my ($verb, $rest) = split / /, $line, 2;
    my $answer = eval {
        $verb eq 'hello' ? "ok\n"
            : $verb eq 'now' ? (time() + 1) * 1000 . "\n"
            : $verb eq 'each' ? each_worker($rest)
            : $verb eq 'reload' ? do { kill('USR2', 1) or die "the proxy can't be signalled: $!\n"; '' }
            : $verb eq 'read' ? slurp($rest)
            : $verb eq 'save' ? do { my ($path, $data) = split / /, $rest, 2; save($path, pack('H*', $data // '')) }
            : $verb eq 'change' ? do { my ($path, $data, $command) = split / /, $rest, 3; save($path, pack('H*', $data)); each_worker($command) }
            : die "unknown request '$verb'\n";
    };
    if (!defined $answer) {
        (my $reason = $@) =~ s/\s+/ /g;
        print "! $reason\n";
        next;
    }
    print join('', map { " $_\n" } split(/\n/, $answer)), ".\n";
}
