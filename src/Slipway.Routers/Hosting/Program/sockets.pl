# A router's listening sockets outlive the router: the edge's container makes them and does nothing but hand them to whoever asks at a unix
# socket. A socket listens in the network in which it was made, whoever accepts from it; while nobody does, the kernel lets clients wait.
#   perl sockets.pl hold <port> ...                  process 1 of the edge
#   perl sockets.pl take <place>,... <program> ...   process 1 of a router: runs the program with the sockets as these file descriptors
use strict;
use warnings;
use IO::Select;
use IO::Socket::UNIX;
use POSIX ();
use Socket;

my $door = '/run/slipway-edge/sockets';
my $backlog = 4096;

# One message that carries file descriptors: these are sent, or as many are received. Perl's base has no module for it, so the kernel is
# called with what C would have laid out: a msghdr that points to one byte of data and to one control message.
sub exchange {
    my ($call, $connection, @descriptors) = @_;
    my %number = (x86_64 => { sendmsg => 46, recvmsg => 47 }, aarch64 => { sendmsg => 211, recvmsg => 212 });
    my $machine = (POSIX::uname())[4];
    my $data = '.';
    my $parts = pack('P Q', $data, length $data);
    my $control = pack('Q i i i*', 16 + 4 * @descriptors, SOL_SOCKET, SCM_RIGHTS, @descriptors);
    $control .= "\0" x (-length($control) % 8);
    my $message = pack('Q L x4 P Q P Q i x4', 0, 0, $parts, 1, $control, length $control, 0);
    my $done = syscall(($number{$machine} // die "no sockets can be handed over on $machine\n")->{$call}, fileno $connection, $message, 0);
    my (undef, $level, $type, @received) = unpack('Q i i i' . @descriptors, $control);
    return $done == 1 && $level == SOL_SOCKET && $type == SCM_RIGHTS ? @received : ();
}

sub hold {
    my @sockets;
    for my $port (@_) {
        socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "$!\n";
        bind($socket, sockaddr_in($port, INADDR_ANY)) && listen($socket, $backlog) or die "port $port: $!\n";
        push @sockets, $socket;
    }
    # A client that has gone must not end the edge.
    $SIG{PIPE} = 'IGNORE';
    $SIG{TERM} = sub { exit };
    # One that an edge before this one has left.
    unlink $door;
    my $clients = IO::Socket::UNIX->new(Local => $door, Listen => 16) or die "$door: $!\n";
    my $watched = IO::Select->new($clients);
    while (1) {
        for my $ready ($watched->can_read) {
            if ($ready == $clients) {
                my $router = $clients->accept or next;
                # It keeps the connection, by which it learns of the end of the edge.
                $watched->add($router) if exchange('sendmsg', $router, map { fileno $_ } @sockets);
            } else {
                $watched->remove($ready);
                close($ready);
            }
        }
    }
}

sub take {
    my ($places, @command) = @_;
    my @places = split /,/, $places;
    my $program;
    # A signal is for the program. While there is none, there is nothing to end well.
    for my $signal (qw(HUP INT QUIT TERM USR1 USR2 WINCH)) {
        $SIG{$signal} = sub { $program ? kill($signal, $program) : exit };
    }
    # Ends the wait below.
    $SIG{CHLD} = sub { };

    my ($edge, @sockets);
    for (my $tries = 0; !@sockets; $tries++) {
        # After a restart of the engine the router may come first, and find the file of an edge that is gone.
        print STDERR "waiting for the edge\n" if $tries == 20;
        select(undef, undef, undef, 0.05) if $tries;
        $edge = IO::Socket::UNIX->new(Peer => $door) or next;
        @sockets = exchange('recvmsg', $edge, (-1) x @places);
    }
    for my $place (@places) {
        my $socket = shift @sockets;
        defined POSIX::dup2($socket, $place) or die "descriptor $place: $!\n";
        POSIX::close($socket);
    }

    $program = fork() // die "fork: $!\n";
    if (!$program) {
        exec(@command) or print STDERR "$command[0]: $!\n";
        POSIX::_exit(127);
    }
    POSIX::close($_) for @places;
    my $watched = IO::Select->new($edge);
    while (1) {
        # A second at most: a signal that comes just before the wait does not end it.
        if ($watched->can_read(1)) {
            # Its network is gone, and every connection with it. The engine starts this container again, to take the sockets of the next edge.
            print STDERR "the edge is gone\n";
            exit 75;
        }
        while ((my $ended = waitpid(-1, POSIX::WNOHANG())) > 0) {
            exit($? & 127 ? 128 + ($? & 127) : $? >> 8) if $ended == $program;
        }
    }
}

my ($part, @words) = @ARGV;
$part eq 'hold' ? hold(@words) : take(@words);
