# A request of the bridge: how a replica answers a proxy's own check.
#   check <address> <host> <path>    -> "ok", or what is wrong; host and path in hexadecimal digits
use strict;
use warnings;
use Errno;
use IO::Socket::INET;

sub on_check {
    my ($target, $host, $path) = ($_[0], bytes_of($_[1]), bytes_of($_[2]));
    my $answer = eval {
        local $SIG{ALRM} = sub { die "no answer within 2 s\n" };
        alarm 2;
        my $socket = connect_to($target);
        print {$socket} "GET $path HTTP/1.1\r\nHost: $host\r\nUser-Agent: slipway-router\r\nConnection: close\r\n\r\n";
        my $line = <$socket>;
        alarm 0;
        $line // die "the connection was closed without an answer\n";
    };
    alarm 0;
    return $@ || "no answer\n" unless defined $answer;
    return $answer =~ m{^HTTP/1\.[01] [23]\d\d} ? "ok\n" : $answer =~ s/[^ -~]//gr . "\n";
}

# From a port below those that the kernel gives to the proxy's own connections, so that a check is never counted as a request.
sub connect_to {
    my ($target) = @_;
    my ($address, $port) = $target =~ /^\[?([0-9a-fA-F.:]+?)\]?:(\d+)$/ or die "no address: $target\n";
    for (1 .. 20) {
        my $socket = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, LocalPort => 10000 + int(rand(20000)), Timeout => 2);
        return $socket if $socket;
        die "$!\n" unless $!{EADDRINUSE} || $!{EADDRNOTAVAIL};
    }
    die "no free port\n";
}
