# A request of the bridge: how a replica answers a proxy's own check.
#   check <address> <host> <path> <milliseconds>   -> "ok", or what is wrong; host and path in hexadecimal digits
use strict;
use warnings;
use Errno;
use IO::Select;
use IO::Socket::INET;

sub on_check {
    my ($target, $host, $path, $limit) = ($_[0], bytes_of($_[1]), bytes_of($_[2]), $_[3] // 3000);
    die "no number of milliseconds: $limit\n" unless $limit =~ /^[1-9]\d{0,5}\z/;
    my $answer = eval {
        # An alarm knows whole seconds only: it ends an answer that comes letter by letter.
        local $SIG{ALRM} = sub { die "no answer within $limit ms\n" };
        alarm(int(($limit + 999) / 1000) + 1);
        my $socket = connect_to($target, $limit / 1000);
        print {$socket} "GET $path HTTP/1.1\r\nHost: $host\r\nUser-Agent: slipway-router\r\nConnection: close\r\n\r\n";
        IO::Select->new($socket)->can_read($limit / 1000) or die "no answer within $limit ms\n";
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
    my ($target, $seconds) = @_;
    my ($address, $port) = $target =~ /^\[?([0-9a-fA-F.:]+?)\]?:(\d+)$/ or die "no address: $target\n";
    for (1 .. 20) {
        my $from = 10000 + int(rand(20000));
        my $socket = IO::Socket::INET->new(PeerAddr => $address, PeerPort => $port, LocalPort => $from, Timeout => $seconds);
        return $socket if $socket;
        die "$!\n" unless $!{EADDRINUSE} || $!{EADDRNOTAVAIL};
    }
    die "no free port\n";
}
