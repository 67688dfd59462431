# Counts what Caddy logs, and lets held requests wait. Nothing in here blocks: Caddy waits for its log.
#   log.sock    Caddy's access log, a line of JSON a request
#   tally.sock  whoever connects gets "<slot> <requests> <errors> <mean milliseconds> <lost>" for each slot
#   hold.sock   a request is answered with 204 once the hold is over: its file gone, or its time up
use strict;
use warnings;
use IO::Socket::UNIX;
use POSIX ();
my $run = '/run/slipway';
my $recent = 1024;
my (%count, %buffer, %role, %handle, %held);
$count{$_} = { requests => 0, errors => 0, lost => 0, times => [] } for qw(blue green);
$SIG{PIPE} = 'IGNORE';
umask 077;

sub listen_on {
    my ($name) = @_;
    unlink("$run/$name.sock");
    my $socket = IO::Socket::UNIX->new(Local => "$run/$name.sock", Listen => 1024) or die "$name: $!\n";
    $socket->blocking(0);
    return $socket;
}

my %listener = map { $_ => listen_on($_) } qw(tally hold log);

sub note {
    my ($line) = @_;
    my ($slot) = $line =~ /"X-Slipway-Slot":\["(blue|green)"\]/ or return;
    my ($status) = $line =~ /,"status":(\d+)/;
    my ($seconds) = $line =~ /,"duration":([0-9.e-]+)/;
    my $count = $count{$slot};
    $count->{requests}++;
    $count->{errors}++ if $status >= 500;
    # No service has answered it: what it answers bears this name.
    $count->{lost}++ if $status >= 500 && $line !~ /"X-Slipway-Answered":\[/;
    # How long a web socket was open is no time to answer.
    return if $status == 101;
    push @{$count->{times}}, $seconds * 1000;
    shift @{$count->{times}} if @{$count->{times}} > $recent;
}

sub report {
    my $text = '';
    for my $slot (qw(blue green)) {
        my @times = @{$count{$slot}{times}};
        my $sum = 0;
        $sum += $_ for @times;
        $text .= sprintf("%s %d %d %.3f %d\n", $slot, $count{$slot}{requests}, $count{$slot}{errors}, @times ? $sum / @times : 0,
            $count{$slot}{lost});
    }
    return $text;
}

sub drop {
    my ($number) = @_;
    close($handle{$number});
    delete $_->{$number} for \%buffer, \%role, \%handle, \%held;
}

sub is_held {
    open(my $file, '<', "$run/hold") or return 0;
    my $until = <$file>;
    close($file);
    return 1 if defined $until && (POSIX::times())[0] < $until;
    unlink("$run/hold");
    return 0;
}

while (1) {
    my $wanted = '';
    vec($wanted, fileno($_), 1) = 1 for values %listener, values %handle;
    my $found = select($wanted, undef, undef, %held ? 0.01 : 0.1);
    my $held = is_held();
    for my $number (!$held ? keys %held : ()) {
        syswrite($handle{$number}, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        drop($number);
    }
    next unless $found && $found > 0;
    for my $number (grep { vec($wanted, $_, 1) } keys %handle) {
        my $read = sysread($handle{$number}, $buffer{$number}, 65536, length $buffer{$number});
        if (!$read) {
            drop($number);
        } elsif ($role{$number} eq 'log') {
            note($1) while $buffer{$number} =~ s/^([^\n]*)\n//;
        } elsif ($buffer{$number} =~ /\r\n\r\n/) {
            $held{$number} = 1;
        }
    }
    for my $role (keys %listener) {
        next unless vec($wanted, fileno($listener{$role}), 1);
        while (my $socket = $listener{$role}->accept) {
            if ($role eq 'tally') {
                syswrite($socket, report());
                close($socket);
                next;
            }
            $socket->blocking(0);
            my $number = fileno($socket);
            $buffer{$number} = '';
            $role{$number} = $role;
            $handle{$number} = $socket;
        }
    }
}
