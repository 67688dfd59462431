# The container's first process: starts Caddy and the tally, follows the addresses of the admitted replicas, ends when Caddy ends.
# A container that restarts may come back at another address. Caddy would ask the engine's name service for each request, or keep a stale
# answer; so the addresses are looked up here, twice a second, and given to Caddy as file names.
use strict;
use warnings;
use POSIX ':sys_wait_h';
use Socket;
my $program = '/usr/local/lib/slipway';
require "$program/replicas.pl";
our ($home, $run);
my $host_not_found = 1;

sub start {
    my (@command) = @_;
    my $process = fork() // die "fork: $!\n";
    return $process if $process;
    exec(@command) or POSIX::_exit(127);
}

# What the engine does not know is gone; no answer of the engine (it restarts) changes nothing.
sub follow {
    my %admitted = admitted();
    for my $slot (keys %admitted) {
        for my $replica (@{$admitted{$slot}}) {
            my ($name, $port) = $replica =~ /^(.+)\@(\d+)$/ or next;
            my $address = gethostbyname($name);
            if (defined $address) {
                on_seen($slot, $replica, inet_ntoa($address) . ":$port");
            } elsif ($? == $host_not_found) {
                remove_tree("$run/replicas/$slot/$replica");
            }
        }
    }
}

umask 077;
mkdir("$run/replicas");
unlink("$run/hold");
eval { follow(); 1 } or warn "addresses: $@";
my $tally = start('perl', "$program/tally.pl");
for (1 .. 500) {
    last if -S "$run/log.sock";
    select(undef, undef, undef, 0.01);
}
my $caddy = start('caddy', 'run', '--config', "$program/caddy.json");
$SIG{TERM} = $SIG{INT} = $SIG{QUIT} = sub { kill('TERM', $caddy) };
while (1) {
    select(undef, undef, undef, 0.5);
    while ((my $ended = waitpid(-1, WNOHANG)) > 0) {
        exit($? >> 8 || ($? & 127)) if $ended == $caddy;
        $tally = start('perl', "$program/tally.pl") if $ended == $tally;
    }
    eval { follow(); 1 } or warn "addresses: $@";
}
