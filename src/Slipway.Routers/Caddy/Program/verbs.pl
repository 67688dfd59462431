# What the bridge of a Caddy container can do beside its common requests, behind replicas.pl. Data comes in hexadecimal digits.
#   table <id> <hex>                -> writes a table, whose name says its content; one that is there already is the same one
#   flip <word> <hex>               -> makes this the state: one rename, durable
#   forget <slot>                   -> where the replicas of a slot were
#   visit <slot/replica> <host> <path> -> checks a replica at the address that Caddy knows
#   count <slot> [<container>]      -> requests under way
#   ready                           -> fails while Caddy does not listen
#   tally                           -> "<slot> <requests> <errors> <mean milliseconds>" of each slot
#   hold <milliseconds>             -> new requests wait; 0: they go on
#   held                            -> for how many milliseconds new requests still wait
use strict;
use warnings;
use IO::Socket::INET;
use IO::Socket::UNIX;
use POSIX ();
use Socket;
# Superseded states, and the tables they name, stay this long: a request that was decided by one may still look into its table.
our $keep = 60;

sub table_names { return grep { length } (($_[0] // '') =~ /,b([0-9a-f]*),g([0-9a-f]*)/) }

sub on_table {
    my ($id, $lines) = ($_[0] // '', bytes_of($_[1]));
    die "no name of a table: '$id'\n" unless $id =~ /^[0-9a-f]+\z/;
    my $path = "$home/tables/$id";
    return '' if -d $path;
    my $temporary = "$path.new-$$";
    remove_tree($temporary);
    make_folder($temporary);
    my %folders = ($temporary => 1);
    for (split /\n/, $lines) {
        my ($name, $target) = split / -> /, $_, 2;
        die "bad name: $name\n" if $name =~ m{^/|(?:^|/)\.\.?(?:/|\z)};
        (my $folder = "$temporary/$name") =~ s{/[^/]*$}{};
        make_folder($folder);
        $folders{$folder} = 1;
        if (defined $target) {
            symlink($target, "$temporary/$name") or die "$name: $!\n";
        } else {
            create_synced("$temporary/$name", 0600, '');
        }
    }
    sync_folder($_) for keys %folders;
    eval { rename_synced($temporary, $path); 1 } || -d $path or die $@;
    return '';
}

sub on_flip {
    my ($word, $model) = ($_[0] // '', bytes_of($_[1]));
    die "no name of a state: '$word'\n" unless $word =~ m{^m[01],[^/]+\z};
    my $before = readlink("$home/live");
    my ($number) = ($before // '') =~ /(\d+)$/;
    my $after = 'states/' . (($number // 0) + 1);
    remove_tree("$home/$after");
    make_folder("$home/$after");
    create_synced("$home/$after/$word", 0600, '');
    create_synced("$home/$after/state.json", 0600, $model);
    sync_folder($_) for "$home/$after", "$home/states";
    unlink("$home/live.new");
    symlink($after, "$home/live.new") or die "live: $!\n";
    rename_synced("$home/live.new", "$home/live");
    # Its age counts from now.
    utime(undef, undef, "$home/$before") if defined $before;
    tidy($after);
    return '';
}

sub tidy {
    my ($live) = @_;
    my %named;
    for my $state (entries("$home/states")) {
        my $age = time - ((stat "$home/states/$state")[9] // time);
        if ("states/$state" ne $live && $age > $keep) {
            remove_tree("$home/states/$state");
        } else {
            $named{$_} = 1 for map { table_names($_) } words("$home/states/$state");
        }
    }
    for my $table (entries("$home/tables")) {
        my $age = time - ((stat "$home/tables/$table")[9] // time);
        remove_tree("$home/tables/$table") unless $named{$table} || $age <= $keep;
    }
}

sub on_forget {
    remove_tree("$run/replicas/" . slot_of($_[0]));
    return '';
}

sub on_visit {
    my ($replica, @words) = @_;
    my ($address) = entries("$run/replicas/$replica");
    return defined $address ? on_check($address, @words) : "its name is not known to the network\n";
}

# Each open connection towards a replica is a request, or was one a moment ago: see Transport in Decision.cs.
sub connections {
    my ($wanted) = @_;
    open(my $table, '<', '/proc/net/tcp') or die "/proc/net/tcp: $!\n";
    my $count = 0;
    while (<$table>) {
        my ($from, $ip, $port, $state) = /^\s*\d+: [0-9A-F]{8}:([0-9A-F]{4}) ([0-9A-F]{8}):([0-9A-F]{4}) ([0-9A-F]{2}) / or next;
        # Established, or about to be.
        next unless $state eq '01' || $state eq '02';
        next if hex($from) < 32768;
        $count++ if $wanted->{join('.', reverse unpack('C4', pack('H8', $ip))) . ':' . hex($port)};
    }
    return $count;
}

# A request to the server that only this container reaches, which costs Caddy next to nothing but its turn.
sub ask_itself {
    my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 8444, Timeout => 5) or return;
    setsockopt($socket, SOL_SOCKET, SO_RCVTIMEO, pack('l!l!', 5, 0));
    syswrite($socket, "GET /turn HTTP/1.0\r\n\r\n");
    1 while sysread($socket, my $answer, 4096);
}

sub on_count {
    my ($slot, $container) = (slot_of($_[0]), $_[1]);
    my %admitted = admitted();
    my (%taken, %wanted);
    for my $other (keys %admitted) {
        $taken{$_} = 1 for map { entries("$run/replicas/$other/$_") } @{$admitted{$other}};
    }
    for my $replica (entries("$run/replicas/$slot")) {
        next if defined $container && $replica !~ /^\Q$container\E\@/;
        my $in = grep { $_ eq $replica } @{$admitted{$slot} // []};
        # A replica that was taken out keeps its requests, but its address may have gone to another since.
        $wanted{$_} = 1 for grep { $in || !$taken{$_} } entries("$run/replicas/$slot/$replica");
    }
    return "0\n" unless %wanted;
    my $count = connections(\%wanted);
    if ($count == 0) {
        # A request that was just decided may not be on its way yet: on a machine that does not keep up, for longer than any fixed time.
        # So Caddy is given as long as it takes for a few that came after it.
        select(undef, undef, undef, 0.02);
        ask_itself() for 1 .. 5;
        $count = connections(\%wanted);
    }
    return "$count\n";
}

sub on_ready {
    IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => 8080, Timeout => 2) or die "Caddy does not listen yet: $!\n";
    return '';
}

sub on_tally {
    # Caddy writes its log after the answer has left.
    select(undef, undef, undef, 0.02);
    my $socket = IO::Socket::UNIX->new(Peer => "$run/tally.sock") or die "the tally does not answer: $!\n";
    local $/;
    return <$socket> // '';
}

sub on_held {
    open(my $file, '<', "$run/hold") or return "0\n";
    my $until = <$file> // 0;
    close($file);
    my $left = int($until - (POSIX::times())[0]) * 10;
    return ($left > 0 ? $left : 0) . "\n";
}

sub on_hold {
    my $milliseconds = $_[0] // '';
    die "a hold is a number of milliseconds, not '$milliseconds'\n" unless $milliseconds =~ /^\d{1,9}\z/;
    if ($milliseconds == 0) {
        unlink("$run/hold");
        return '';
    }
    # In ticks of 10 ms since the machine started, by the clock that the tally reads too.
    my $until = (POSIX::times())[0] + $milliseconds / 10;
    open(my $file, '>', "$run/hold.new") or die "hold: $!\n";
    print {$file} int($until) or die "hold: $!\n";
    close($file) or die "hold: $!\n";
    rename("$run/hold.new", "$run/hold") or die "hold: $!\n";
    return '';
}
