# What the router's bridge (Hosting/bridge.pl) can do besides, in HAProxy's container.
#   each <command>   what every worker answers, the current one first, each after a line "= <pid>"
#   reload           asks the master to start a new worker and let the old one finish what it holds
#   check <path> ... lets HAProxy read a configuration without using it, then removes these files: a key may be among them
#   now              milliseconds since 1970 by the clock that the proxy sees, rounded up to whole seconds
# A connection a command gives exact framing (the proxy closes after its answer) and reaches the workers of this moment: after a reload
# the old one goes on serving what it holds, by its own copy of the map, so every change goes to it too.
use IO::Socket::UNIX;
use POSIX ();
use Socket;

sub cli {
    my ($command) = @_;
    my $socket = IO::Socket::UNIX->new(Peer => '/run/slipway/master.sock') or die "the proxy's master socket does not answer: $!\n";
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

sub on_each {
    my $command = join(' ', @_);
    return join('', map { my $answer = cli("\@!$_ $command"); $answer =~ s/\n*\z/\n/; "= $_\n$answer" } workers());
}

sub on_reload {
    # Process 1 passes it on.
    kill('USR2', 1) or die "the proxy can't be signalled: $!\n";
    return '';
}

# HAProxy looks at the descriptors that its configuration names, and the edge's sockets are those of the running proxy alone.
sub stand_in {
    socket(my $socket, PF_INET, SOCK_STREAM, 0) or return;
    bind($socket, sockaddr_in(0, INADDR_LOOPBACK));
    POSIX::dup2(fileno $socket, $_[0]);
}

sub on_check {
    my ($path, @more) = @_;
    my $process = open(my $output, '-|') // die "no process for the check: $!\n";
    if (!$process) {
        open(STDERR, '>&', \*STDOUT);
        stand_in($_) for 100, 101;
        exec('haproxy', '-c', '-f', $path);
        exit 127;
    }
    local $/;
    my $words = <$output> // '';
    my $good = close($output);
    unlink $path, @more;
    $good or die "HAProxy says: $words\n";
    return '';
}

sub on_now {
    return (time() + 1) * 1000 . "\n";
}

