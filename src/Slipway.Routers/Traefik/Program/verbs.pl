# What the bridge of a Traefik container can do beside its common requests.
#   api <path>                       -> what Traefik's own interface answers, as one line; fails unless it is 200
use strict;
use warnings;
use IO::Socket::INET;

sub on_api {
    my ($path) = @_;
    my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 8090, Timeout => 2) or die "Traefik does not answer: $!\n";
    print {$socket} "GET $path HTTP/1.0\r\nHost: localhost\r\n\r\n";
    local $/;
    my ($head, $body) = split /\r\n\r\n/, <$socket> // '', 2;
    ($head // '') =~ m{^HTTP/1\.[01] 200 } or die "Traefik answers nothing good to $path\n";
    return ($body // '') =~ s/\s+/ /gr . "\n";
}
