# Becomes Traefik, beside a server of the pages that Traefik can't answer by itself. Nobody outside of this container reaches it.
use strict;
use warnings;
use IO::Socket::INET;
my %page = (map { my $name = $_; open(my $file, '<', "/usr/local/lib/slipway/$name.html") or die "$name: $!\n"; local $/; $name => scalar <$file> } qw(maintenance release route));
my $process = fork() // die "fork: $!\n";
exec('traefik', @ARGV) or die "traefik: $!\n" if $process;
$SIG{PIPE} = 'IGNORE';
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 8091, Listen => 128, ReuseAddr => 1) or die "pages: $!\n";
while (my $client = $listener->accept) {
    # A client that sends nothing must not hold the others up.
    eval {
        local $SIG{ALRM} = sub { die "slow\n" };
        alarm 2;
        my ($name) = (<$client> // '') =~ m{^\S+ /(maintenance|release|route)[ ?]};
        while (my $line = <$client>) { last if $line =~ /^\r?\n/ }
        $name //= 'route';
        my $status = $name eq 'route' ? '404 Not Found' : "503 Service Unavailable\r\nRetry-After: 30";
        print {$client} "HTTP/1.1 $status\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " . length($page{$name}) . "\r\nConnection: close\r\n\r\n$page{$name}";
        alarm 0;
    };
    alarm 0;
    close($client);
}
