# Runs nginx, and lets it end well. When it is told to end, nginx closes kept connections at once, and whoever has just sent a request on one of
# them has lost it. So first each is closed with its next answer, and nginx ends when none is left without a request under way: after the 120 s
# that it keeps them at the latest.
#   perl start.pl <argument of nginx> ...
use strict;
use warnings;
use IO::Socket::UNIX;
use POSIX ();
my ($nginx, $leaving);

# How many are left; none if nginx does not say.
sub count_idle {
    my $socket = IO::Socket::UNIX->new(Peer => '/run/slipway/control.sock') or return 0;
    print {$socket} "POST /leave HTTP/1.0\r\nHost: router\r\n\r\n";
    local $/;
    return (<$socket> // '') =~ /\r\n\r\n(\d+)/ ? $1 : 0;
}

$SIG{PIPE} = 'IGNORE';
$SIG{QUIT} = sub { $leaving = 1 };
$SIG{TERM} = $SIG{INT} = sub { $nginx ? kill('TERM', $nginx) : exit };
# Ends the wait below.
$SIG{CHLD} = sub { };
$nginx = fork() // die "fork: $!\n";
if (!$nginx) {
    $SIG{PIPE} = 'DEFAULT';
    exec('nginx', @ARGV) or print STDERR "nginx: $!\n";
    POSIX::_exit(127);
}
while (1) {
    # A signal that comes just before the wait does not end it.
    select(undef, undef, undef, $leaving ? 0.05 : 1);
    while ((my $ended = waitpid(-1, POSIX::WNOHANG())) > 0) {
        exit($? & 127 ? 128 + ($? & 127) : $? >> 8) if $ended == $nginx;
    }
    if ($leaving && !count_idle()) {
        $leaving = 0;
        kill('QUIT', $nginx);
    }
}
